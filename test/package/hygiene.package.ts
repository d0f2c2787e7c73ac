import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { build } from "esbuild";
import { createProgram, ModuleKind, ModuleResolutionKind } from "typescript";
import { packed } from "./user-project";

const REPOSITORY = join(__dirname, "../..");
const bin = (name: string) => join(REPOSITORY, "node_modules/.bin", name);

let directory: string;
let tarball: string;
let files: readonly string[];
/** Where the tarball is unpacked. */
let unpacked: string;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "packed-"));
  tarball = await packed(directory);
  execFileSync("tar", ["-xzf", tarball, "-C", directory]);
  unpacked = join(directory, "package");
  files = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" }).trim().split("\n");
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

test("an entry point reaches every declaration file", () => {
  const program = createProgram(entryPoints("types"), {
    module: ModuleKind.Node16,
    moduleResolution: ModuleResolutionKind.Node16,
    types: [],
  });
  const reached = program.getSourceFiles().map(({ fileName }) => relative(unpacked, fileName));
  expect(shipped(".d.ts").filter((file) => !reached.includes(file))).toEqual([]);
});

test("an entry point reaches every module", async () => {
  const { metafile } = await build({
    entryPoints: entryPoints("default"),
    absWorkingDir: unpacked,
    bundle: true,
    packages: "external",
    platform: "node",
    write: false,
    outdir: "bundled",
    metafile: true,
  });
  const reached = Object.keys(metafile.inputs);
  expect(shipped(".js").filter((file) => !reached.includes(file))).toEqual([]);
});

function shipped(extension: ".js" | ".d.ts"): string[] {
  return files.map((file) => relative("package", file)).filter((file) => file.endsWith(extension));
}

/** The files that package.json names for the compiler or for Node.js. */
function entryPoints(condition: "types" | "default"): string[] {
  const { exports } = JSON.parse(readFileSync(join(unpacked, "package.json"), "utf8")) as {
    exports: Record<string, string | Record<"types" | "default", string>>;
  };
  return Object.values(exports).flatMap((entry) =>
    typeof entry === "string" ? [] : join(unpacked, entry[condition]),
  );
}
