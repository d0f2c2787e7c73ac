/**
 * Builds dist/: the library for cdktf and for CDK Terrain (CommonJS and types), and the Terraform provider, the command and the testing helpers,
 * each of these in one file.
 *
 * The same source gives the same bytes, whoever builds it and wherever: users' lock files hold a hash of the provider.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { PLATFORMS } from "../src/installation/lay-provider";
import { bundle, type Bundle } from "./bundle";
import { LAUNCHER, providerFiles } from "./provider-files";
import { reachableFiles } from "./reachable-files";
import { thirdPartyLicenses } from "./third-party-licenses";
import { writeCdktnEdition } from "./write-cdktn-edition";

const root = join(__dirname, "..");

/** What a user's program can reach: nothing else of what is compiled is shipped. The code of the testing helpers is bundled instead. */
const ENTRIES = [
  "constructs/index.js",
  "constructs/index.d.ts",
  "cdktn/index.js",
  "cdktn/index.d.ts",
  "testing/index.d.ts",
];

async function build(): Promise<void> {
  // Built aside and then renamed, so that a process that reads dist/ meanwhile finds the old build or the new one.
  const out = mkdtempSync(join(root, "dist-"));
  try {
    chmodSync(out, 0o755);
    buildLibrary(out);
    const provider = await buildProvider(join(out, "provider"));
    const command = await buildCommand(join(out, "cli"), provider.version);
    const testing = await buildTesting(join(out, "testing"), provider.version);
    const bundles = [provider, command, testing];
    const licenses = thirdPartyLicenses(
      root,
      bundles.flatMap(({ inputs }) => inputs),
    );
    writeFileSync(join(out, "THIRD-PARTY-LICENSES.txt"), licenses);
    replaceDirectory(join(root, "dist"), out);
    console.log(`Built dist/ with provider ${provider.version}.`);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function buildLibrary(out: string): void {
  const compiled = join(out, "compiled");
  execFileSync(
    process.execPath,
    [require.resolve("typescript/bin/tsc"), "-p", "tsconfig.build.json", "--outDir", compiled],
    { cwd: root, stdio: "inherit" },
  );
  writeCdktnEdition(join(compiled, "constructs"), join(compiled, "cdktn"));
  for (const file of reachableFiles(ENTRIES.map((entry) => join(compiled, entry)))) {
    cpSync(file, join(out, relative(compiled, file)));
  }
  rmSync(compiled, { recursive: true });
}

/** Writes the directory that is laid into users' stacks, with a manifest that names its version and files. */
async function buildProvider(out: string): Promise<{ version: string; inputs: readonly string[] }> {
  mkdirSync(out, { recursive: true });
  const draft = await providerFiles(packageVersion());
  const version = versionFor(...draft.files.values(), ...PLATFORMS.map((platform) => Buffer.from(platform)));
  const { files, inputs } = await providerFiles(version);
  for (const [name, content] of files) {
    writeFileSync(join(out, name), content, { mode: name === LAUNCHER ? 0o755 : 0o644 });
  }
  const manifest = { version, launcher: LAUNCHER, files: [...files.keys()] };
  writeFileSync(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return { version, inputs };
}

async function buildCommand(out: string, version: string): Promise<Bundle> {
  mkdirSync(out, { recursive: true });
  const command = await bundle(join(root, "src/cli/main.ts"), version);
  writeFileSync(join(out, "infisical-access.cjs"), `#!/usr/bin/env node\n${command.code}`, { mode: 0o755 });
  return command;
}

/** The code of the testing helpers in one file, together with the simulated server's. */
async function buildTesting(out: string, version: string): Promise<Bundle> {
  const testing = await bundle(join(root, "src/testing/index.ts"), version);
  writeFileSync(join(out, "index.js"), testing.code);
  return testing;
}

/**
 * A development build's version names its content, because Terraform caches a provider by its version: the same version with other
 * content is a checksum mismatch in every stack that used the older one.
 */
function versionFor(...contents: Buffer[]): string {
  const version = packageVersion();
  if (!version.endsWith("-dev")) return version;
  const hash = createHash("sha256");
  for (const content of contents) hash.update(content).update("\0");
  // "h": an identifier of digits alone must not start with 0 (semver.org, 9).
  return `${version}.h${hash.digest("hex").slice(0, 10)}`;
}

function packageVersion(): string {
  return (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string }).version;
}

function replaceDirectory(target: string, replacement: string): void {
  const old = `${replacement}-old`;
  try {
    renameSync(target, old);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  renameSync(replacement, target);
  rmSync(old, { recursive: true, force: true });
}

build().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
