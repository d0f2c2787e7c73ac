import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const REPOSITORY = join(__dirname, "../..");
/** What the build reads of a checkout, apart from the packages. */
const SOURCES = ["src", "scripts", "package.json", "tsconfig.json"];
const FIXTURES = join(__dirname, "fixtures");
const YEAR = 365 * 24 * 60 * 60 * 1000;

let directory: string;
beforeAll(() => (directory = mkdtempSync(join(tmpdir(), "checkouts-"))));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A checkout in a folder of its own; only its packages are shared with this one. */
function checkout(path: string): string {
  const folder = join(directory, path);
  mkdirSync(folder, { recursive: true });
  for (const source of SOURCES) cpSync(join(REPOSITORY, source), join(folder, source), { recursive: true });
  symlinkSync(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** The hash of each of the provider's files, as a process of its own makes them there. */
async function hashes(folder: string, environment: Readonly<Record<string, string>>): Promise<object> {
  const options = ["--import", "tsx", "--require", join(FIXTURES, "clock-ahead.cjs")];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...options, join(FIXTURES, "print-provider-hashes.cjs")],
    { cwd: folder, env: { PATH: process.env.PATH, TMPDIR: directory, ...environment } },
  );
  return JSON.parse(stdout) as object;
}

test("the same source gives the same provider, byte by byte, in whichever folder, environment and year it is built", async () => {
  const ours = await hashes(checkout("here"), {
    CLOCK_AHEAD: "0",
    HOME: join(directory, "first-user"),
    USER: "first-user",
    LANG: "C",
    TZ: "UTC",
    NODE_ENV: "production",
  });
  const theirs = await hashes(checkout("elsewhere/and/deeper"), {
    CLOCK_AHEAD: `${YEAR}`,
    HOME: join(directory, "second-user"),
    USER: "second-user",
    LANG: "tr_TR.UTF-8",
    TZ: "Asia/Kathmandu",
    NODE_ENV: "development",
    CI: "true",
  });
  expect(Object.keys(ours)).toEqual([
    "terraform-provider-infisicalaccess",
    "provider.cjs",
    "handshake.cjs",
    "plugin.cjs",
  ]);
  expect(theirs).toEqual(ours);
});
