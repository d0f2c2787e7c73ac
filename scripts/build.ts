/**
 * Builds dist/: the library (CommonJS and types), the Terraform provider and the command, each of the latter in one file.
 *
 * The same source gives the same bytes, whoever builds it and wherever: users' lock files hold a hash of the provider.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "./bundle";

const root = join(__dirname, "..");
const LAUNCHER = "terraform-provider-infisicalaccess";

async function build(): Promise<void> {
  // Built aside and then renamed, so that a process that reads dist/ meanwhile finds the old build or the new one.
  const out = mkdtempSync(join(root, "dist-"));
  try {
    compileLibrary(out);
    const version = await buildProvider(join(out, "provider"));
    await buildCommand(join(out, "cli"), version);
    replaceDirectory(join(root, "dist"), out);
    console.log(`Built dist/ with provider ${version}.`);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function compileLibrary(out: string): void {
  execFileSync(
    process.execPath,
    [require.resolve("typescript/bin/tsc"), "-p", "tsconfig.build.json", "--outDir", out],
    {
      cwd: root,
      stdio: "inherit",
    },
  );
  chmodSync(out, 0o755);
}

/** Writes the directory that is laid into users' stacks, with a manifest that names its version and files. */
async function buildProvider(out: string): Promise<string> {
  mkdirSync(out, { recursive: true });
  const entry = join(root, "src/provider/main.ts");
  const launcher = readFileSync(join(root, "src/provider/launcher.sh"), "utf8");
  const version = versionFor(await bundle(entry, packageVersion()), launcher);

  writeFileSync(join(out, "provider.cjs"), await bundle(entry, version));
  writeFileSync(join(out, LAUNCHER), launcher, { mode: 0o755 });
  writeFileSync(
    join(out, "manifest.json"),
    `${JSON.stringify({ version, launcher: LAUNCHER, files: [LAUNCHER, "provider.cjs"] }, null, 2)}\n`,
  );
  return version;
}

async function buildCommand(out: string, version: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  const code = await bundle(join(root, "src/cli/main.ts"), version);
  writeFileSync(join(out, "infisical-access.cjs"), `#!/usr/bin/env node\n${code}`, { mode: 0o755 });
}

/**
 * A development build's version names its content, because Terraform caches a provider by its version: the same version with other
 * content is a checksum mismatch in every stack that used the older one.
 */
function versionFor(...content: string[]): string {
  const version = packageVersion();
  if (!version.endsWith("-dev")) return version;
  const hash = createHash("sha256").update(content.join("\0")).digest("hex").slice(0, 10);
  // "h": an identifier of digits alone must not start with 0 (semver.org, 9).
  return `${version}.h${hash}`;
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

void build();
