import { createHash } from "node:crypto";
import { rangeMeaning } from "./access-range";
import { permissionsMeaning, type PermissionRule } from "./permission-rule";
import { canonicalTrustedIps } from "./trusted-ip";
import type { UniversalAuthConfig } from "./universal-auth";

/** What of a privilege changes access and is known at plan (behaviour.md 9). */
export interface PrivilegeAccess {
  readonly slug: string;
  readonly rules: readonly PermissionRule[];
  /** null when the privilege is permanent. */
  readonly range: string | null;
}

/**
 * A text that changes exactly when the access of a privilege changes in meaning: 16 hex digits. A renewal and a respelling leave it alone.
 */
export function privilegeFingerprint({ slug, rules, range }: PrivilegeAccess): string {
  return fingerprint([slug, permissionsMeaning(rules), range === null ? "permanent" : rangeMeaning(range)]);
}

/** The same for a universal auth: TTLs, limits, networks and lockout in their meaning. */
export function universalAuthFingerprint(config: UniversalAuthConfig): string {
  return fingerprint({
    ...config,
    accessTokenTrustedIps: canonicalTrustedIps(config.accessTokenTrustedIps),
    clientSecretTrustedIps: canonicalTrustedIps(config.clientSecretTrustedIps),
  });
}

function fingerprint(meaning: unknown): string {
  return createHash("sha256").update(JSON.stringify(meaning)).digest("hex").slice(0, 16);
}
