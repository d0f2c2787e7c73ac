import type { AttributePath } from "../terraform-plugin/attribute-path";

/** Members of requests and the Terraform attributes that they are written from. */
const ATTRIBUTES: Readonly<Record<string, AttributePath>> = {
  slug: ["slug"],
  privilegeSlug: ["slug"],
  identityId: ["identity_id"],
  projectSlug: ["project_slug"],
  permissions: ["permissions"],
  isTemporary: ["temporary"],
  temporaryMode: ["temporary"],
  temporaryRange: ["temporary", "range"],
  temporaryAccessStartTime: ["temporary", "start_time"],
  accessTokenTTL: ["access_token_ttl"],
  accessTokenMaxTTL: ["access_token_max_ttl"],
  accessTokenNumUsesLimit: ["access_token_num_uses_limit"],
  accessTokenTrustedIps: ["access_token_trusted_ips"],
  clientSecretTrustedIps: ["client_secret_trusted_ips"],
  accessTokenPeriod: ["access_token_period"],
  lockoutEnabled: ["lockout_enabled"],
  lockoutThreshold: ["lockout_threshold"],
  lockoutDurationSeconds: ["lockout_duration_seconds"],
  lockoutCounterResetSeconds: ["lockout_counter_reset_seconds"],
  clientId: ["client_id"],
  clientSecret: ["client_secret"],
};

/** Members of the one rule that `privilegePermission` carries. */
const RULE_MEMBERS: readonly unknown[] = ["actions", "subject", "conditions"];

/**
 * The Terraform attribute that a validation issue of the server is about, or undefined when there is none.
 *
 * An index into `permissions` is dropped: the request has one element for each action of each rule, so that it is not the index of a rule.
 *
 * @example attributeOfIssue(["privilegeDetails", "temporaryRange"]) // ["temporary", "range"]
 */
export function attributeOfIssue(path: readonly (string | number)[]): AttributePath | undefined {
  const [member, ...rest] = path[0] === "privilegeDetails" ? path.slice(1) : path;
  if (member === "privilegePermission") {
    const [part] = rest;
    return part !== undefined && RULE_MEMBERS.includes(part) ? ["permissions", 0, part] : ["permissions", 0];
  }
  return typeof member === "string" && Object.hasOwn(ATTRIBUTES, member) ? ATTRIBUTES[member] : undefined;
}
