export { attributeOfIssue } from "./attribute-of-issue";
export type { ClientSettings, Credentials } from "./client-settings";
export { describeError, type ErrorDescription } from "./describe-error";
export { InfisicalClient } from "./infisical-client";
export { InfisicalError, type ErrorKind, type Sent, type ValidationIssue } from "./infisical-error";
export { parseHost } from "./parse-host";
export type { PrivilegeAnswer } from "./privilege-answer";
export { privilegeBody, type PrivilegeBody } from "./privilege-body";
export type {
  PermanentPrivilege,
  PrivilegeDetails,
  PrivilegeEndpoints,
  TemporaryPrivilege,
} from "./privilege-endpoints";
export { PrivilegeLists } from "./privilege-lists";
export type { PrivilegePair } from "./privilege-pair";
export type { RequestLogFields, RequestLogger } from "./request-logger";
export type { TrustedIpAnswer, UniversalAuthAnswer } from "./universal-auth-answer";
export type { UniversalAuthBody } from "./universal-auth-body";
export type { DatedUniversalAuth, UniversalAuthEndpoints } from "./universal-auth-endpoints";
