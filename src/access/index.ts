export { accessFingerprint, type PrivilegeAccess } from "./access-fingerprint";
export { rangeInMilliseconds, rangeMeaning, sameRange, unambiguousRange } from "./access-range";
export { type AccessWindow, windowEnd, windowState } from "./access-window";
export { SECRETS, WRITABLE_ACTIONS } from "./action";
export { HIDDEN_SUBJECTS } from "./back-fill";
export {
  type Conditions,
  parseConditions,
  printConditions,
  readConditions,
  sameConditions,
} from "./conditions";
export { derivedSlug } from "./derived-slug";
export {
  describeConditions,
  describeInstant,
  describeRule,
  describeRules,
  describeTrustedIps,
  describeUniversalAuth,
  describeWindow,
} from "./describe";
export { describeAge, describeDuration } from "./describe-duration";
export { type Difference, type Privilege, privilegeDrift, universalAuthDrift } from "./drift";
export { escapeText, quoteText } from "./escape-text";
export { isIdentityId, sameIdentityId } from "./identity-id";
export { formatInstant, parseInstant, sameInstant } from "./instant";
export type { JsonObject, JsonValue } from "./json";
export { keepRuleSpelling, type PairedRule } from "./keep-rule-spelling";
export { KNOWN_CONDITIONS, KNOWN_OPERATORS, KNOWN_SUBJECTS, NEWER_ACTIONS } from "./known-words";
export { formatNetwork, type Network, networkContains, parseNetwork } from "./network";
export { misspelled } from "./misspelled";
export { canonicalRules, isOrdered, type PermissionRule, samePermissions } from "./permission-rule";
export type { Problem } from "./problem";
export { rulesFromAnswer } from "./rules-from-answer";
export { LONGEST_SLUG, slugProblem } from "./slug";
export { LONGEST_TTL, parseTokenTtl } from "./token-ttl";
export {
  ANY_ADDRESS,
  canonicalTrustedIps,
  keepTrustedIpSpelling,
  sameTrustedIps,
  trustedIpFromAnswer,
  trustedIpsAllow,
  trustedIpsCover,
} from "./trusted-ip";
export {
  completeUniversalAuth,
  type DeclaredUniversalAuth,
  DEFAULT_TTL,
  type UniversalAuthConfig,
  universalAuthAttributes,
  universalAuthDefaults,
} from "./universal-auth";
export { type PrivilegeInput, validatePrivilege, type WindowInput } from "./validate-privilege";
export type { RuleInput } from "./validate-rule";
export { type UniversalAuthInput, validateUniversalAuth } from "./validate-universal-auth";
export { unwritable, type UnwritableRule, writableRules, writableSpelling } from "./writable-rules";
