import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { layProvider, providerHashes, removeOtherVersions } from "./lay-provider";
import { lockedAddresses, withLockEntry } from "./lock-file";
import type { ProviderPackage } from "./provider-package";

/** A provider that a configuration requires in exactly one version. */
export interface RequiredProvider {
  /** Full source address: `registry.terraform.io/hashicorp/null`. */
  readonly address: string;
  readonly version: string;
}

/**
 * Makes `terraform init` in `directory` find the provider there, with no registry, network or setting: lays it into
 * `terraform.d/plugins`, removes other versions of it, and names it in `.terraform.lock.hcl`.
 *
 * `others` are named in the lock file too where it lacks them, without a hash, which `terraform init` adds. For as soon as one provider is
 * missing there, `cdktf diff` and `cdktf deploy` run `terraform providers lock`, which asks a registry for every provider and fails for one
 * that has none.
 *
 * Repeating it changes nothing; running it twice at once does no harm.
 */
export function installProvider(
  provider: ProviderPackage,
  directory: string,
  others: readonly RequiredProvider[] = [],
): void {
  const pluginsDirectory = join(directory, "terraform.d", "plugins");
  layProvider(provider, pluginsDirectory);
  removeOtherVersions(provider, pluginsDirectory);

  const path = join(directory, ".terraform.lock.hcl");
  const before = readText(path);
  const after = withMissingEntries(withProviderEntry(before, provider), others);
  if (after !== before) writeText(path, after);
}

function withProviderEntry(lockFile: string, provider: ProviderPackage): string {
  const { address, version } = provider;
  return withLockEntry(lockFile, {
    address,
    version,
    constraints: version,
    hashes: providerHashes(provider),
  });
}

function withMissingEntries(lockFile: string, providers: readonly RequiredProvider[]): string {
  const locked = lockedAddresses(lockFile);
  return providers
    .filter(({ address }) => !locked.includes(address))
    .reduce(
      (text, { address, version }) =>
        withLockEntry(text, { address, version, constraints: version, hashes: [] }),
      lockFile,
    );
}

function writeText(path: string, text: string): void {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, text);
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
