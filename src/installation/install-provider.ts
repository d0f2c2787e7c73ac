import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { directoryHash } from "./directory-hash";
import { layProvider, removeOtherVersions } from "./lay-provider";
import { withLockEntry } from "./lock-file";
import type { ProviderPackage } from "./provider-package";

/**
 * Makes `terraform init` in `directory` find the provider there, with no registry, network or setting: lays it into
 * `terraform.d/plugins`, removes other versions of it, and names it in `.terraform.lock.hcl`.
 *
 * Repeating it changes nothing; running it twice at once does no harm.
 */
export function installProvider(provider: ProviderPackage, directory: string): void {
  const pluginsDirectory = join(directory, "terraform.d", "plugins");
  layProvider(provider, pluginsDirectory);
  removeOtherVersions(provider, pluginsDirectory);
  writeLockEntry(provider, join(directory, ".terraform.lock.hcl"));
}

function writeLockEntry(provider: ProviderPackage, path: string): void {
  const before = readText(path);
  const after = withLockEntry(before, {
    address: provider.address,
    version: provider.version,
    constraints: provider.version,
    hashes: [directoryHash(provider.files)],
  });
  if (after === before) return;
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, after);
  renameSync(draft, path);
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
