import type { z } from "zod/v3";
import type { MissingPermission } from "../permission/ability";
import type { Rule } from "../permission/rule";

/** An answer that is not 200: thrown by whatever finds the fault, sent by the error handler. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    /** The fields of the body in the order in which they are sent. */
    readonly body: Record<string, unknown>,
  ) {
    super(typeof body["message"] === "string" ? body["message"] : JSON.stringify(body["message"]));
  }
}

/** What is wrong with a token. Each release words it in its own way. */
export type TokenFault =
  | "missing"
  | "jwt must be provided"
  | "jwt malformed"
  | "invalid token"
  | "jwt signature is required"
  | "invalid algorithm"
  | "invalid signature"
  | "jwt expired"
  | "unknown"
  | "ttl expired"
  | "uses limit reached"
  | "untrusted address";

export type LoginFault =
  "invalid credentials" | "untrusted address" | "client secret uses limit" | "client secret expired";

/** What an identity was to be done to when it turned out to have more permissions than the caller. */
export type GuardedDeed = "update" | "edit" | "revoke universal auth" | "add client secret";

/** Every refusal of the server by its meaning; a release gives status, body and wording. */
export interface Refusals {
  validation(issues: z.ZodIssue[]): Refusal;
  token(fault: TokenFault): Refusal;
  login(fault: LoginFault): Refusal;
  /** The caller's role and privileges do not allow the action. */
  permissionDenied(action: string, subject: string, rules: Rule[]): Refusal;
  morePrivileged(deed: GuardedDeed, missing: MissingPermission[]): Refusal;
  callerNotInProject(projectId: string): Refusal;
  projectNotFound(projectSlug: string): Refusal;
  /** The target is no member of the project; `exists` tells whether the identity is there at all. */
  identityNotInProject(identityId: string, exists: boolean): Refusal;
  membershipExists(identityId: string, projectId: string): Refusal;
  identityNotFound(identityId: string): Refusal;
  privilegeNotFound(slug: string): Refusal;
  slugTaken(slug: string): Refusal;
  noPermissionGiven(): Refusal;
  noUniversalAuth(operation: "get" | "update" | "delete" | "client secrets", identityId: string): Refusal;
  alreadyConfigured(): Refusal;
  ttlAboveMaximum(): Refusal;
  planRestriction(): Refusal;
  invalidIp(): Refusal;
  /** The database refused a value; `operation` is the data access function's name. */
  database(operation: string): Refusal;
  /** An exception that no handler expects. */
  unexpected(message: string): Refusal;
  rateLimited(secondsLeft: number): Refusal;
}
