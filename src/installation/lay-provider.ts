import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { directoryHash } from "./directory-hash";
import { makeDirectory } from "./make-directory";
import type { ProviderPackage } from "./provider-package";

/** All at once, so that a folder that was synthesised on one machine works on another. */
export const PLATFORMS = ["darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64"] as const;

export type Platform = (typeof PLATFORMS)[number];

/**
 * What is laid into the directory of a platform: the files of the package, and one that names the platform.
 *
 * That one makes the hashes differ. A lock entry that holds nothing but the hash of the package that was installed looks to Terraform as if it
 * lacked those of other platforms, and it would warn of "incomplete lock file information" whenever it locks another provider beside this one.
 */
export function filesOfPlatform(provider: ProviderPackage, platform: Platform): ReadonlyMap<string, Buffer> {
  return new Map(provider.files).set("platform", Buffer.from(`${platform}\n`));
}

/** The hashes of the provider on every platform, in the order in which Terraform writes them. */
export function providerHashes(provider: ProviderPackage): string[] {
  return PLATFORMS.map((platform) => directoryHash(filesOfPlatform(provider, platform))).sort();
}

/**
 * Lays the provider where Terraform looks for it below a plugins directory: `<host>/<namespace>/<type>/<version>/<platform>/`.
 *
 * Does nothing when it lies there already. Otherwise each version appears complete, by one rename: a Terraform that runs meanwhile never
 * sees a part, and of several processes that do the same the last wins.
 *
 * @param pluginsDirectory such as `terraform.d/plugins` of a stack's folder
 */
export function layProvider(provider: ProviderPackage, pluginsDirectory: string): void {
  const target = join(versionsDirectory(provider, pluginsDirectory), provider.version);
  if (PLATFORMS.every((platform) => isLaidDown(provider, platform, join(target, platform)))) return;

  makeDirectory(dirname(target));
  // Not below the plugins directory, which Terraform searches.
  const workshop = mkdtempSync(join(dirname(pluginsDirectory), ".provider-"));
  try {
    const replacement = join(workshop, "replacement");
    for (const platform of PLATFORMS) writeProvider(provider, platform, join(replacement, platform));
    replaceDirectory(target, replacement, workshop);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** Removes every version of the provider but one, packed ones too, below a plugins directory that serves a single configuration. */
export function removeOtherVersions(provider: ProviderPackage, pluginsDirectory: string): void {
  const versions = versionsDirectory(provider, pluginsDirectory);
  for (const name of readdirSync(versions)) {
    if (name !== provider.version) rmSync(join(versions, name), { recursive: true, force: true });
  }
}

function versionsDirectory({ address }: ProviderPackage, pluginsDirectory: string): string {
  return join(pluginsDirectory, ...address.split("/"));
}

function isLaidDown(provider: ProviderPackage, platform: Platform, directory: string): boolean {
  const files = filesOfPlatform(provider, platform);
  try {
    return (
      readdirSync(directory).length === files.size &&
      [...files].every(([name, content]) => content.equals(readFileSync(join(directory, name)))) &&
      (statSync(join(directory, provider.launcher)).mode & 0o111) !== 0
    );
  } catch {
    return false;
  }
}

function writeProvider(provider: ProviderPackage, platform: Platform, directory: string): void {
  makeDirectory(directory);
  for (const [name, content] of filesOfPlatform(provider, platform)) {
    const path = join(directory, name);
    writeFileSync(path, content);
    // npm and pnpm do not keep executable bits, and a umask can take them away.
    chmodSync(path, name === provider.launcher ? 0o755 : 0o644);
  }
}

/** Another process may put its own copy in place between any two steps, hence the repetition. */
function replaceDirectory(target: string, replacement: string, workshop: string): void {
  for (let attempt = 0; ; attempt++) {
    if (attempt === 100) throw new Error(`${target} cannot be replaced: other processes keep writing it.`);
    if (renamed(replacement, target, ["ENOTEMPTY", "EEXIST"])) return;
    renamed(target, join(workshop, `replaced-${attempt}`), ["ENOENT"]);
  }
}

/** @returns whether the rename happened, false for the expected errors */
function renamed(from: string, to: string, expected: readonly string[]): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (expected.includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}
