import { Fn, Tokenization } from "cdktf";
import { accessFingerprint, type PermissionRule, readConditions } from "../access";
import { literalConditions } from "./conditions";
import { HclExpression } from "./hcl-expression";
import type { IdentityPrivilege } from "./identity-privilege";
import type { IdentityPrivilegePermissions } from "./identity-privilege-permissions";
import type { IdentityPrivilegeSettings } from "./identity-privilege-problems";
import { knownSeconds } from "./seconds";
import { holdsToken } from "./tokens";
import type { UniversalAuthConfig } from "./universal-auth-config";
import type { UniversalAuthSettings } from "./universal-auth-problems";

/**
 * The fingerprint of a privilege (behaviour.md 9). When a token has a part in it, it is taken of the attributes as Terraform plans them,
 * which keep their spelling while their meaning stays.
 */
export function privilegeFingerprintOf(
  privilege: IdentityPrivilege,
  { slug, permissions, temporary }: IdentityPrivilegeSettings,
): string {
  const range = Tokenization.isResolvable(temporary) ? temporary : temporary?.range;
  if (Array.isArray(permissions) && !holdsToken([slug, permissions, range])) {
    const rules = permissions.map(literalRule);
    return accessFingerprint({ privilege: { slug, rules, range: typeof range === "string" ? range : null } });
  }
  return plannedFingerprint([
    privilege.slug,
    privilege.interpolationForAttribute("permissions"),
    range === undefined ? "permanent" : Fn.try([privilege.temporary.range, "permanent"]),
  ]);
}

function literalRule({
  actions,
  subject,
  conditions,
  inverted,
}: IdentityPrivilegePermissions): PermissionRule {
  const text =
    conditions === undefined || Tokenization.isResolvable(conditions)
      ? undefined
      : literalConditions(conditions);
  return { actions, subject, conditions: readConditions(text ?? null), inverted: inverted === true };
}

/** The fingerprint of a universal auth, likewise. */
export function universalAuthFingerprintOf(
  auth: UniversalAuthConfig,
  settings: UniversalAuthSettings,
): string {
  const { accessTokenTtl, accessTokenMaxTtl, accessTokenPeriod, lockoutEnabled, ...others } = settings;
  if (!holdsToken({ ...settings, identityId: "" })) {
    return accessFingerprint({
      universalAuth: {
        accessTokenTtl: knownSeconds(accessTokenTtl),
        accessTokenMaxTtl: knownSeconds(accessTokenMaxTtl),
        accessTokenPeriod: knownSeconds(accessTokenPeriod),
        lockoutEnabled: lockoutEnabled === undefined ? null : lockoutEnabled === true,
        accessTokenNumUsesLimit: others.accessTokenNumUsesLimit,
        accessTokenTrustedIps: others.accessTokenTrustedIps,
        clientSecretTrustedIps: others.clientSecretTrustedIps,
        lockoutThreshold: others.lockoutThreshold,
        lockoutDurationSeconds: others.lockoutDurationSeconds,
        lockoutCounterResetSeconds: others.lockoutCounterResetSeconds,
      },
    });
  }
  return plannedFingerprint([
    auth.accessTokenTtl,
    auth.accessTokenMaxTtl,
    auth.accessTokenNumUsesLimit,
    auth.accessTokenTrustedIps,
    auth.clientSecretTrustedIps,
    // What only newer servers know is not known in the plan of a create, unless it is configured.
    accessTokenPeriod === undefined ? null : auth.accessTokenPeriod,
    lockoutEnabled === undefined ? null : auth.lockoutEnabled,
    others.lockoutThreshold === undefined ? null : auth.lockoutThreshold,
    others.lockoutDurationSeconds === undefined ? null : auth.lockoutDurationSeconds,
    others.lockoutCounterResetSeconds === undefined ? null : auth.lockoutCounterResetSeconds,
  ]);
}

function plannedFingerprint(parts: readonly unknown[]): string {
  return Fn.sha256(Fn.jsonencode(new HclExpression(parts)));
}
