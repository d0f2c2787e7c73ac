import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { bundleProvider } from "../support/plugin-process";

const loader = bundleProvider(join(__dirname, "../fixtures/load-with-code-cache.ts"));
afterAll(() => loader.remove());

let directory: string;
let caches: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "terraform-plugin-code-cache-"));
  caches = join(directory, "caches");
  writeFileSync(bundle(), 'module.exports = "the bundle";');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const bundle = () => join(directory, "bundle.cjs");
const folder = () => join(caches, "bundles");

/** The only file in the folder. */
function cacheFile(): string {
  const [name, ...others] = readdirSync(folder());
  if (name === undefined || others.length > 0) throw new Error(`${others.length + 1} files, one expected`);
  return join(folder(), name);
}

/** Starts a process that loads the bundle and prints what it exports. @param disguise code that runs before */
async function load(
  environment: Readonly<Record<string, string>> = { XDG_CACHE_HOME: caches },
  disguise = "",
): Promise<string> {
  const preload = join(directory, "disguise.cjs");
  writeFileSync(preload, disguise);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--require", preload, loader.file, bundle()],
    { env: { PATH: process.env.PATH, ...environment }, cwd: directory },
  );
  return stdout.trim();
}

/**
 * Puts code of another bundle in the place of this one's. V8 tells bundles apart by their length alone, so that whoever runs what is kept prints
 * what the other one exports.
 */
async function keepOtherCode(): Promise<void> {
  await load();
  const own = cacheFile();
  renameSync(own, join(directory, "own"));
  writeFileSync(bundle(), 'module.exports = "other code";');
  await load();
  renameSync(cacheFile(), own);
  writeFileSync(bundle(), 'module.exports = "the bundle";');
}

test("the first process keeps the code in the user's cache folder, for the user alone, and the next one runs it", async () => {
  expect(await load()).toBe("the bundle");
  expect(statSync(folder()).mode & 0o777).toBe(0o700);
  expect(statSync(cacheFile()).mode & 0o777).toBe(0o600);
  await keepOtherCode();
  expect(await load()).toBe("other code");
});

test("its file is named by the bundle's hash, the version of Node.js and the machine", async () => {
  await load();
  const hash = createHash("sha256").update(readFileSync(bundle())).digest("hex");
  const { versions, platform, arch } = process;
  expect(readdirSync(folder())).toEqual([`${hash}-node-${versions.node}-${platform}-${arch}`]);
});

test("another bundle, another version of Node.js and another machine have files of their own", async () => {
  await load();
  const versions =
    'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "99.0.0" } });';
  const machine = 'Object.defineProperty(process, "arch", { value: "other" });';
  await load(undefined, versions);
  await load(undefined, machine);
  writeFileSync(bundle(), 'module.exports = "other code";');
  expect(await load()).toBe("other code");
  expect(readdirSync(folder())).toHaveLength(4);
});

test("nothing is written beside the bundle", async () => {
  await load();
  expect(readdirSync(directory).sort()).toEqual(["bundle.cjs", "caches", "disguise.cjs"]);
});

test("processes that start at once leave one whole file", async () => {
  expect(await Promise.all([load(), load(), load()])).toEqual(Array(3).fill("the bundle"));
  const kept = readFileSync(cacheFile());
  expect(createHash("sha256").update(kept.subarray(32)).digest().equals(kept.subarray(0, 32))).toBe(true);
});

describe("kept code is not run", () => {
  const otherUser = "const user = process.geteuid(); process.geteuid = () => user + 1;";
  test.each<[title: string, spoil: () => void, disguise: string]>([
    ["when its folder belongs to another user", () => undefined, otherUser],
    ["when others may look into its folder", () => chmodSync(folder(), 0o755), ""],
    ["when its folder is a link", () => moveAndLink(folder()), ""],
    ["when others may read it", () => chmodSync(cacheFile(), 0o644), ""],
    ["when others may write it", () => chmodSync(cacheFile(), 0o620), ""],
    ["when it is a link", () => moveAndLink(cacheFile()), ""],
    ["when others may write beside its folder", () => chmodSync(caches, 0o777), ""],
    ["when it is torn", () => truncateSync(cacheFile(), statSync(cacheFile()).size - 1), ""],
    ["when it is empty", () => truncateSync(cacheFile(), 0), ""],
    ["when a bit of it is wrong", () => flipBit(cacheFile()), ""],
  ])("%s", async (_, spoil, disguise) => {
    await keepOtherCode();
    spoil();
    expect(await load(undefined, disguise)).toBe("the bundle");
  });

  function moveAndLink(path: string): void {
    const moved = join(directory, "moved");
    renameSync(path, moved);
    symlinkSync(moved, path);
  }

  function flipBit(path: string): void {
    const content = readFileSync(path);
    content.writeUInt8(content.readUInt8(100) ^ 1, 100);
    writeFileSync(path, content);
  }

  test("when V8 rejects it; then it is replaced", async () => {
    await load();
    const junk = Buffer.alloc(1000, "junk");
    const rejected = Buffer.concat([createHash("sha256").update(junk).digest(), junk]);
    writeFileSync(cacheFile(), rejected);
    expect(await load()).toBe("the bundle");
    expect(readFileSync(cacheFile()).equals(rejected)).toBe(false);
  });
});

describe("loading only takes longer, and nothing is written,", () => {
  test.each<[title: string, environment: () => Record<string, string>]>([
    ["without HOME and XDG_CACHE_HOME", () => ({})],
    ["when HOME is not there", () => ({ HOME: join(directory, "nobody") })],
    ["when HOME is relative", () => ({ HOME: "relative" })],
    ["when the cache folder is a file", () => ({ XDG_CACHE_HOME: bundle() })],
    ["when the cache folder is one that everybody writes to", () => ({ XDG_CACHE_HOME: shared() })],
  ])("%s", async (_, environment) => {
    const variables = environment();
    const before = readdirSync(directory, { recursive: true }).map(String);
    expect(await load(variables)).toBe("the bundle");
    const after = readdirSync(directory, { recursive: true }).map(String);
    expect(after.filter((path) => !before.includes(path))).toEqual(["disguise.cjs"]);
  });

  test("when the folder of the bundles cannot be written to", async () => {
    await load();
    const file = cacheFile();
    rmSync(folder(), { recursive: true });
    // What an administrator might do; permissions would not keep root from writing.
    writeFileSync(folder(), "");
    expect(await load()).toBe("the bundle");
    expect(() => statSync(file)).toThrow("ENOTDIR");
  });

  function shared(): string {
    mkdirSync(caches);
    chmodSync(caches, 0o1777);
    return caches;
  }
});

describe("the user's cache folder", () => {
  test.each<[title: string, environment: Record<string, string>, platform: string, expected: string]>([
    ["is ~/.cache", {}, "linux", ".cache"],
    ["is ~/.cache when XDG_CACHE_HOME is relative", { XDG_CACHE_HOME: "caches" }, "linux", ".cache"],
    ["is ~/Library/Caches on macOS", {}, "darwin", "Library/Caches"],
  ])("%s", async (_, environment, platform, expected) => {
    const home = join(directory, "home");
    mkdirSync(join(home, "Library"), { recursive: true });
    await load(
      { HOME: home, ...environment },
      `Object.defineProperty(process, "platform", { value: "${platform}" });`,
    );
    expect(readdirSync(join(home, expected, "bundles"))).toHaveLength(1);
  });
});
