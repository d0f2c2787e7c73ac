import { createHash } from "node:crypto";

/**
 * The "h1" hash that Terraform writes into `.terraform.lock.hcl` for an unpacked provider: names and contents of its files, not their
 * modes (Hash1 of golang.org/x/mod/sumdb/dirhash).
 *
 * @param files contents by name relative to the provider's directory, with forward slashes
 */
export function directoryHash(files: ReadonlyMap<string, Uint8Array>): string {
  const summary = createHash("sha256");
  for (const name of [...files.keys()].sort(byBytes)) {
    const content = createHash("sha256").update(files.get(name) ?? "");
    summary.update(`${content.digest("hex")}  ${name}\n`);
  }
  return `h1:${summary.digest("base64")}`;
}

/** Go sorts strings by their bytes, JavaScript by UTF-16 units. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
