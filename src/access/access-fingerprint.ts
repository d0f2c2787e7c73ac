import { createHash } from "node:crypto";
import { rangeMeaning } from "./access-range";
import { permissionsMeaning, type PermissionRule } from "./permission-rule";
import { canonicalTrustedIps } from "./trusted-ip";
import { completeUniversalAuth, type DeclaredUniversalAuth, universalAuthFields } from "./universal-auth";

/** What of a privilege changes access and is known at plan (behaviour.md 9). */
export interface PrivilegeAccess {
  readonly slug: string;
  readonly rules: readonly PermissionRule[];
  /** null when the privilege is permanent. */
  readonly range: string | null;
}

/**
 * 16 hex digits that change exactly when access changes in meaning: slug, permissions, range, permanent or temporary of a privilege; TTLs, limits,
 * networks and lockout of a universal auth, defaults included. A renewal and a respelling leave them alone.
 *
 * @example accessFingerprint({ privilege: { slug: "read-prod", rules, range: "60m" } }) // the same as with "1h"
 */
export function accessFingerprint(
  access: { readonly privilege: PrivilegeAccess } | { readonly universalAuth: DeclaredUniversalAuth },
): string {
  const meaning =
    "privilege" in access ? privilegeMeaning(access.privilege) : universalAuthMeaning(access.universalAuth);
  return createHash("sha256").update(JSON.stringify(meaning)).digest("hex").slice(0, 16);
}

function privilegeMeaning({ slug, rules, range }: PrivilegeAccess): unknown {
  return [slug, permissionsMeaning(rules), range === null ? null : rangeMeaning(range)];
}

function universalAuthMeaning(declared: DeclaredUniversalAuth): unknown {
  const complete = completeUniversalAuth(declared);
  return universalAuthFields.map((field) => {
    const value = complete[field];
    return Array.isArray(value) ? canonicalTrustedIps(value) : value;
  });
}
