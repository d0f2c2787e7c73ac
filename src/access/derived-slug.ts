import { createHash } from "node:crypto";
import { rangeMeaning } from "./access-range";
import { permissionsMeaning, type PermissionRule } from "./permission-rule";

/**
 * The slug of a privilege for which none was written: `tf-` and 12 hex digits of a hash of identity, project and the meaning of rules and range, so that an
 * apply that was cut off finds its own row again, and a respelled configuration is the same privilege.
 *
 * @param range null when the privilege is permanent
 * @example derivedSlug(identityId, "payments", rules, "4h") // "tf-3f9a0c1b2d4e"
 */
export function derivedSlug(
  identityId: string,
  projectSlug: string,
  rules: readonly PermissionRule[],
  range: string | null,
): string {
  const meaning = [
    identityId.toLowerCase(),
    projectSlug,
    permissionsMeaning(rules),
    range === null ? null : rangeMeaning(range),
  ];
  return `tf-${createHash("sha256").update(JSON.stringify(meaning)).digest("hex").slice(0, 12)}`;
}
