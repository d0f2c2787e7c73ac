/**
 * Generates src/terraform-plugin/generated from src/terraform-plugin/proto. With `--check` it writes nothing and fails when the
 * committed code differs from what it would write.
 *
 * buf is called by the path of its binary: the npm package's postinstall script, which would put it in place, need not have run.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";

const root = resolve(__dirname, "..");
const protoDirectory = join(root, "src/terraform-plugin/proto");
const generatedDirectory = join(root, "src/terraform-plugin/generated");

const tsProtoOptions = [
  "env=node",
  "esModuleInterop=true",
  "oneof=unions-value",
  "outputServices=grpc-js",
  "outputClientImpl=false",
  "outputJsonMethods=false",
  "outputPartialMethods=false",
  "useDate=false",
  "exportCommonSymbols=false",
  "comments=false",
  "annotateFilesWithVersion=false",
];

function bufBinary(): string {
  const extension = process.platform === "win32" ? ".exe" : "";
  const platformPackage = `@bufbuild/buf-${process.platform}-${process.arch}`;
  const binary = join(root, "node_modules", platformPackage, "bin", `buf${extension}`);
  if (!existsSync(binary)) {
    throw new Error(
      `The protocol can't be generated here: ${platformPackage}, which holds buf's binary for this platform, is not installed. ` +
        "Run `npm ci --include=optional`; if there is no such package, generate on Linux, macOS or Windows.",
    );
  }
  return binary;
}

function generateInto(directory: string): void {
  const template = {
    version: "v2",
    clean: true,
    plugins: [
      {
        local: join(root, "node_modules/.bin/protoc-gen-ts_proto"),
        out: directory,
        opt: tsProtoOptions,
        include_imports: true,
        include_wkt: true,
      },
    ],
  };
  execFileSync(bufBinary(), ["generate", protoDirectory, "--template", JSON.stringify(template)], {
    stdio: "inherit",
  });
}

function filesIn(directory: string): Map<string, string> {
  if (!existsSync(directory)) return new Map();
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(directory, path), readFileSync(path, "utf8")];
    }),
  );
}

function check(): void {
  const fresh = mkdtempSync(join(tmpdir(), "terraform-plugin-protocol-"));
  try {
    generateInto(fresh);
    const expected = filesIn(fresh);
    const committed = filesIn(generatedDirectory);
    const stale = [...new Set([...expected.keys(), ...committed.keys()])].filter(
      (path) => expected.get(path) !== committed.get(path),
    );
    if (stale.length > 0) {
      throw new Error(
        `src/terraform-plugin/generated is stale: ${stale.sort().join(", ")}. Run \`npm run generate\`.`,
      );
    }
  } finally {
    rmSync(fresh, { recursive: true });
  }
}

try {
  if (process.argv.includes("--check")) check();
  else generateInto(generatedDirectory);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
