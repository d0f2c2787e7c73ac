/** What `.terraform.lock.hcl` says about one provider. */
export interface LockEntry {
  /** Full source address: `registry.terraform.io/hashicorp/null`. */
  readonly address: string;
  readonly version: string;
  /** As Terraform writes it: an exact constraint is the bare version. */
  readonly constraints: string;
  /** Of the packages that are accepted; empty: the next `terraform init` records that of the package it installs. */
  readonly hashes: readonly string[];
}

const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;

const PROVIDER_BLOCK = /^provider\s+"([^"]+)"\s*\{[^]*?^\}[^\S\n]*\n?/gm;

/** Source addresses of the providers that a lock file names. */
export function lockedAddresses(lockFile: string): string[] {
  return [...lockFile.matchAll(PROVIDER_BLOCK)].map(([, address = ""]) => address);
}

/** What a lock file says about a provider; undefined when it does not name it. */
export function lockEntry(lockFile: string, address: string): LockEntry | undefined {
  const [block] = [...lockFile.matchAll(PROVIDER_BLOCK)].find(([, named]) => named === address) ?? [];
  if (block === undefined) return undefined;
  return {
    address,
    version: attribute(block, "version") ?? "",
    constraints: attribute(block, "constraints") ?? "",
    hashes: [...block.matchAll(/"((?:h1|zh):[^"]*)"/g)].map(([, hash = ""]) => hash),
  };
}

/**
 * The lock file with this entry in the place that Terraform gives it. An entry of the same version and constraints stays as it is: its
 * hashes are for Terraform to judge. Everything else stays byte for byte.
 *
 * @param lockFile its text, empty when there is none
 */
export function withLockEntry(lockFile: string, entry: LockEntry): string {
  const blocks = [...lockFile.matchAll(PROVIDER_BLOCK)];
  const own = blocks.find(([, address]) => address === entry.address);
  if (own !== undefined) {
    if (
      attribute(own[0], "version") === entry.version &&
      attribute(own[0], "constraints") === entry.constraints
    ) {
      return lockFile;
    }
    return splice(lockFile, own.index, own[0].length, printEntry(entry));
  }
  const next = blocks.find(([, address = ""]) => address > entry.address);
  if (next !== undefined) return splice(lockFile, next.index, 0, `${printEntry(entry)}\n`);
  const before = lockFile.trim() === "" ? HEADER : lockFile.replace(/\n*$/, "\n");
  return `${before}\n${printEntry(entry)}`;
}

function attribute(block: string, name: string): string | undefined {
  return new RegExp(`^\\s*${name}\\s*=\\s*"([^"]*)"`, "m").exec(block)?.[1];
}

function splice(text: string, index: number, length: number, replacement: string): string {
  return text.slice(0, index) + replacement + text.slice(index + length);
}

function printEntry({ address, version, constraints, hashes }: LockEntry): string {
  return [
    `provider "${address}" {`,
    `  version     = "${version}"`,
    `  constraints = "${constraints}"`,
    ...(hashes.length === 0 ? [] : ["  hashes = [", ...hashes.map((hash) => `    "${hash}",`), "  ]"]),
    "}",
    "",
  ].join("\n");
}
