import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packed } from "./user-project";

const REPOSITORY = join(__dirname, "../..");
const bin = (name: string) => join(REPOSITORY, "node_modules/.bin", name);

let directory: string;
let tarball: string;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "packed-"));
  tarball = await packed(directory);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test("publint finds nothing", () => {
  expect(execFileSync(bin("publint"), ["run", tarball, "--strict"], { encoding: "utf8" })).toContain(
    "All good!",
  );
});

test("arethetypeswrong finds nothing in any module resolution", () => {
  const report = execFileSync(bin("attw"), [tarball, "--format", "json"], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  const { analysis } = JSON.parse(report) as { analysis: { problems: unknown[]; entrypoints: object } };
  expect(analysis.problems).toEqual([]);
  expect(Object.keys(analysis.entrypoints)).toEqual(expect.arrayContaining([".", "./cdktn", "./testing"]));
});

test("the tarball holds what is needed to use it, and nothing of its making", () => {
  const files = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" }).trim().split("\n");
  const places = new Set(
    files.map((file) =>
      file
        .split("/")
        .slice(0, file.includes("/dist/") ? 3 : 2)
        .join("/"),
    ),
  );
  expect([...places].sort()).toEqual(
    [
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "package.json",
      "dist/THIRD-PARTY-LICENSES.txt",
      ...[
        "access",
        "cdktn",
        "cli",
        "constructs",
        "installation",
        "provider",
        "terraform-plugin",
        "testing",
      ].map((folder) => `dist/${folder}`),
    ]
      .map((path) => `package/${path}`)
      .sort(),
  );
});
