import { ref, type TerraformResource, Token, Tokenization } from "cdktf";
import { accessFingerprint, type PermissionRule, readConditions, universalAuthAttributes } from "../access";
import { literalConditions } from "./conditions";
import type { IdentityPrivilegePermissions } from "./identity-privilege-permissions";
import type { IdentityPrivilegeSettings } from "./identity-privilege-problems";
import { knownSeconds } from "./seconds";
import { holdsToken } from "./tokens";
import type { UniversalAuthSettings } from "./universal-auth-problems";

/**
 * The fingerprint of a privilege. When a token has a part in it, or Terraform may plan something else than the settings, it is taken of the
 * attributes as Terraform plans them, which keep their spelling while their meaning stays.
 *
 * @param isOverridden whether an escape hatch changes what is synthesised
 */
export function privilegeFingerprintOf(
  privilege: TerraformResource,
  { slug, permissions, temporary }: IdentityPrivilegeSettings,
  isOverridden: boolean,
): string {
  const range = Tokenization.isResolvable(temporary) ? temporary : temporary?.range;
  const isLiteral = !isOverridden && isPlannedAsWritten(privilege) && !holdsToken([slug, permissions, range]);
  if (isLiteral && Array.isArray(permissions)) {
    const rules = permissions.map(literalRule);
    return accessFingerprint({ privilege: { slug, rules, range: typeof range === "string" ? range : null } });
  }
  return plannedFingerprint(privilege, (instance) => [
    `${instance}.slug`,
    `${instance}.permissions`,
    `try(${instance}.temporary.range, "permanent")`,
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
  auth: TerraformResource,
  settings: UniversalAuthSettings,
  isOverridden: boolean,
): string {
  const { accessTokenTtl, accessTokenMaxTtl, accessTokenPeriod, lockoutEnabled, ...others } = settings;
  if (!isOverridden && isPlannedAsWritten(auth) && !holdsToken({ ...settings, identityId: "" })) {
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
  // What only newer servers know is not known in the plan of a create, unless it is configured.
  const known = [...KNOWN_AT_PLAN, ...NEWER.filter((field) => settings[field] !== undefined)];
  return plannedFingerprint(auth, (instance) =>
    known.map((field) => `${instance}.${universalAuthAttributes[field]}`),
  );
}

const KNOWN_AT_PLAN = [
  "accessTokenTtl",
  "accessTokenMaxTtl",
  "accessTokenNumUsesLimit",
  "accessTokenTrustedIps",
  "clientSecretTrustedIps",
] as const;

const NEWER = [
  "accessTokenPeriod",
  "lockoutEnabled",
  "lockoutThreshold",
  "lockoutDurationSeconds",
  "lockoutCounterResetSeconds",
] as const;

/** Whether one instance is planned, with all that is written: none of it is ignored, and the number of instances is no part of the access. */
function isPlannedAsWritten({ count, forEach, lifecycle }: TerraformResource): boolean {
  return count === undefined && forEach === undefined && lifecycle?.ignoreChanges === undefined;
}

/** Of the attributes as Terraform plans them; of all instances when `count` or `forEach` makes several. */
function plannedFingerprint(
  resource: TerraformResource,
  attributes: (instance: string) => readonly string[],
): string {
  const address = `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
  const hasInstances = resource.count !== undefined || resource.forEach !== undefined;
  const planned = hasInstances
    ? `[for instance in ${address} : [${attributes("instance").join(", ")}]]`
    : `[${attributes(address).join(", ")}]`;
  return Token.asString(ref(`sha256(jsonencode(${planned}))`));
}
