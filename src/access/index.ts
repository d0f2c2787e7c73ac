export * from "./access-range";
export * from "./access-window";
export { NEWER_ACTIONS, KNOWN_CONDITIONS, KNOWN_OPERATORS, KNOWN_SUBJECTS } from "./known-words";
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
export * from "./describe";
export * from "./drift";
export { escapeText } from "./escape-text";
export * from "./fingerprint";
export * from "./identity-id";
export * from "./instant";
export type { JsonObject, JsonValue } from "./json";
export { keepRuleSpelling, type PairedRule } from "./keep-rule-spelling";
export { canonicalRules, isOrdered, type PermissionRule, samePermissions } from "./permission-rule";
export type { Problem } from "./problem";
export { rulesFromAnswer } from "./rules-from-answer";
export * from "./slug";
export * from "./token-ttl";
export * from "./trusted-ip";
export * from "./universal-auth";
export { type PrivilegeInput, validatePrivilege, type WindowInput } from "./validate-privilege";
export type { RuleInput } from "./validate-rule";
export { type UniversalAuthInput, validateUniversalAuth } from "./validate-universal-auth";
export { unwritable, type UnwritableRule, writableRules, writableSpelling } from "./writable-rules";
