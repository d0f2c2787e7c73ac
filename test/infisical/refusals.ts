import type { CallKind } from "../../src/infisical/api-call";
import type { ErrorKind } from "../../src/infisical/infisical-error";
import { CALLER, TARGET } from "./infisical-answers";

/** A refusal as a server gives it, and what it means. */
export interface RefusalCase {
  readonly release: "2024-07" | "2026-08";
  readonly name: string;
  /** What was asked for. */
  readonly on: "privileges" | "universal auth" | "login";
  readonly call: CallKind;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly kind: ErrorKind;
}

function of(release: RefusalCase["release"], on: RefusalCase["on"], call: CallKind) {
  return (
    kind: ErrorKind,
    name: string,
    status: number,
    error: string,
    message: unknown,
    details?: object,
  ): RefusalCase => {
    const body = {
      ...(release === "2026-08" && { reqId: "req-7TkLm2" }),
      statusCode: status,
      message,
      error,
      ...(details && { details }),
    };
    return { release, on, call, name, status, body, kind };
  };
}

const issue = (path: (string | number)[], message: string, code = "custom") => ({ code, message, path });
const missingPermissions = [{ action: "read", subject: "workspace" }];

const privileges2024 = of("2024-07", "privileges", "create");
const reading2024 = of("2024-07", "privileges", "read");
const universalAuth2024 = of("2024-07", "universal auth", "create");
const login2024 = of("2024-07", "login", "login");
const privileges2026 = of("2026-08", "privileges", "create");
const reading2026 = of("2026-08", "privileges", "read");
const universalAuth2026 = of("2026-08", "universal auth", "create");
const login2026 = of("2026-08", "login", "login");

/** The refusals of contract/api.md 1 and B1; the wordings of 2026 where its published source has them. */
export const refusalCases: readonly RefusalCase[] = [
  privileges2024("invalid-request", "invalid slug", 403, "ValidationFailure", [
    issue(["slug"], "Must be lowercase"),
    issue(["slug"], "Slug must be a valid slug"),
  ]),
  of("2024-07", "privileges", "replace")("invalid-request", "invalid range", 403, "ValidationFailure", [
    issue(["privilegeDetails", "temporaryRange"], "Temporary range must be a positive number"),
  ]),
  privileges2024(
    "invalid-request",
    "neither form of permissions",
    400,
    "BadRequest",
    "Permission or privilegePermission must be provided",
  ),
  privileges2024(
    "invalid-request",
    "an empty range",
    400,
    "Bad Request",
    'val is not a non-empty string or a valid number. val=""',
  ),
  privileges2024("unauthenticated", "no token", 403, "Unauthorized access", "Token missing"),
  privileges2024(
    "unauthenticated",
    "unknown, revoked or expired token",
    403,
    "UnauthorizedError",
    "You are not allowed to access this resource",
  ),
  privileges2024(
    "unauthenticated",
    "first use after the TTL",
    403,
    "UnauthorizedError",
    "Failed to renew MI access token due to TTL expiration",
  ),
  privileges2024(
    "unauthenticated",
    "uses spent",
    400,
    "BadRequest",
    "Unable to renew because access token number of uses limit reached",
  ),
  privileges2024(
    "unauthenticated",
    "address not trusted",
    403,
    "UnauthorizedError",
    "Failed to authenticate",
  ),
  privileges2024("unauthenticated", "malformed token", 500, "Internal Server Error", "jwt malformed"),
  privileges2024(
    "unauthenticated",
    "token without signature",
    500,
    "Internal Server Error",
    "jwt signature is required",
  ),
  privileges2024(
    "unauthenticated",
    "token of another server",
    500,
    "Internal Server Error",
    "invalid signature",
  ),
  privileges2024("unauthenticated", "no token of this kind", 500, "Internal Server Error", "invalid token"),
  login2024("unauthenticated", "wrong secret", 403, "UnauthorizedError", "Invalid credentials"),
  login2024("unauthenticated", "address not trusted", 403, "UnauthorizedError", "Failed to authenticate"),
  login2024(
    "unauthenticated",
    "client secret expired",
    403,
    "UnauthorizedError",
    "Failed to authenticate identity credentials due to expired client secret",
  ),
  reading2024(
    "forbidden",
    "role without edit on identity",
    401,
    "PermissionDenied",
    "You are not allowed to edit on identity",
  ),
  universalAuth2024(
    "forbidden",
    "organization role without edit on identity",
    401,
    "PermissionDenied",
    "You are not allowed to edit on identity",
  ),
  privileges2024(
    "caller-not-in-project",
    "caller is no member",
    403,
    "Identity not in project",
    "You are not allowed to access this resource",
  ),
  privileges2024(
    "more-privileged",
    "the trap, on POST and PATCH",
    500,
    "Internal Server Error",
    "Failed to update more privileged identity",
  ),
  of("2024-07", "privileges", "delete")(
    "more-privileged",
    "the trap, on DELETE",
    500,
    "Internal Server Error",
    "Failed to edit more privileged identity",
  ),
  of("2024-07", "universal auth", "delete")(
    "more-privileged",
    "universal auth of an administrator",
    500,
    "Internal Server Error",
    "Failed to revoke universal auth of identity with more privileged role",
  ),
  privileges2024(
    "slug-exists",
    "slug taken",
    400,
    "BadRequest",
    "Additional privilege of provided slug exist",
  ),
  reading2024(
    "privilege-not-found",
    "unknown slug",
    400,
    "BadRequest",
    "Identity additional privilege not found",
  ),
  reading2024(
    "identity-not-found",
    "identity unknown, deleted or no member",
    400,
    "BadRequest",
    `Failed to find identity with id ${TARGET}`,
  ),
  reading2024(
    "project-not-found",
    "project unknown or deleted",
    500,
    "Find project by slug",
    "Something went wrong",
  ),
  reading2024(
    "server-error",
    "identity id that is no uuid, or the database is down",
    500,
    "Find one",
    "Something went wrong",
  ),
  reading2024(
    "server-error",
    "redis is down",
    500,
    "Internal Server Error",
    "Reached the max retries per request limit (which is 1). Refer to maxRetriesPerRequest option for details.",
  ),
  reading2024(
    "rate-limited",
    "rate limit",
    429,
    "Too Many Requests",
    "Rate limit exceeded, retry in 1 minute",
  ),
  reading2024(
    "unexpected-answer",
    "unknown route",
    404,
    "Not Found",
    "Route GET:/api/v1/additional-privilege/identity not found",
  ),
  of("2024-07", "universal auth", "read")(
    "universal-auth-not-attached",
    "none attached",
    400,
    "BadRequest",
    "The identity does not have universal auth",
  ),
  of("2024-07", "universal auth", "replace")(
    "universal-auth-not-attached",
    "none attached, on PATCH",
    400,
    "BadRequest",
    "Failed to updated universal auth",
  ),
  universal("2024-07")(
    "identity-not-found",
    "identity unknown",
    400,
    "BadRequest",
    "Failed to find identity",
  ),
  universalAuth2024(
    "universal-auth-exists",
    "attached already",
    400,
    "BadRequest",
    "Failed to add universal auth to already configured identity",
  ),
  universalAuth2024(
    "ip-allowlisting-not-licensed",
    "plan without IP allow-listing",
    400,
    "BadRequest",
    "Failed to add IP access range to service token due to plan restriction. Upgrade plan to add IP access range.",
  ),
  universalAuth2024(
    "invalid-request",
    "not an address",
    400,
    "BadRequest",
    "The IP is not a valid IPv4, IPv6, or CIDR block",
  ),
  universalAuth2024(
    "invalid-request",
    "TTL above the maximum",
    400,
    "BadRequest",
    "Access token TTL cannot be greater than max TTL",
  ),
  universalAuth2024("invalid-request", "TTL 0 on POST", 403, "ValidationFailure", [
    issue(["accessTokenTTL"], "Number must be greater than or equal to 1", "too_small"),
  ]),

  privileges2026("invalid-request", "invalid subject", 422, "ValidationFailure", [
    issue(["permissions", 0, "subject"], "Invalid enum value", "invalid_enum_value"),
  ]),
  privileges2026(
    "invalid-request",
    "neither form of permissions",
    401,
    "UnauthorizedError",
    "Permission or privilegePermission must be provided",
  ),
  privileges2026(
    "unauthenticated",
    "unknown token",
    401,
    "UnauthorizedError",
    "No identity access token found",
  ),
  privileges2026(
    "unauthenticated",
    "expired token",
    403,
    "TokenError",
    "Your token has expired. Please re-authenticate.",
  ),
  login2026("unauthenticated", "wrong secret", 401, "UnauthorizedError", "Invalid credentials"),
  login2026(
    "unauthenticated",
    "locked out",
    401,
    "UnauthorizedError",
    "This identity auth method is temporarily locked, please try again later",
  ),
  reading2026(
    "forbidden",
    "role without edit on identity",
    403,
    "PermissionDenied",
    "You are not allowed to edit on identity",
    [{ action: "read", subject: "identity" }],
  ),
  universalAuth2026(
    "forbidden",
    "token of another organization",
    403,
    "ForbiddenError",
    "Your token is scoped to organization with ID 36593950, but this resource belongs to a different organization.",
  ),
  privileges2026(
    "more-privileged",
    "the trap",
    403,
    "PermissionBoundaryError",
    "Failed to update more privileged actor",
    { missingPermissions },
  ),
  reading2026(
    "caller-not-in-project",
    "caller is no member, on a read",
    403,
    "ProjectMembershipNotFound",
    "You are not a member of this project with ID 1aba16d3. Please assign this identity to the project with the appropriate permissions, then try again.",
  ),
  privileges2026(
    "membership-unclear",
    "caller or target is no member, on a write",
    403,
    "ProjectMembershipNotFound",
    "You are not a member of this project with ID 1aba16d3. Please assign this identity to the project with the appropriate permissions, then try again.",
  ),
  reading2026("membership-unclear", "no member", 400, "BadRequest", "Actor doesn't have membership"),
  reading2026(
    "identity-not-found",
    "target is no member",
    404,
    "NotFound",
    `Project membership for identity ${TARGET} not found`,
  ),
  reading2026(
    "identity-not-found",
    "identity unknown",
    404,
    "NotFound",
    `Identity with id ${TARGET} not found`,
  ),
  reading2026(
    "caller-not-in-project",
    "caller unknown",
    404,
    "NotFound",
    `Identity with id ${CALLER} not found`,
  ),
  reading2026("project-not-found", "project unknown", 404, "NotFound", "Project with slug alpha not found"),
  reading2026(
    "project-not-found",
    "project of another organization",
    403,
    "ForbiddenError",
    "This project does not belong to your selected organization.",
  ),
  reading2026(
    "privilege-not-found",
    "unknown slug",
    404,
    "NotFound",
    "Privilege with slug project-identity not found",
  ),
  reading2026(
    "privilege-not-found",
    "slug of another identity",
    404,
    "NotFound",
    "Additional privilege with id 6b3839cb-aa13-452b-afc5-630dcd2d447a doesn't exist",
  ),
  reading2026(
    "privilege-not-found",
    "unknown slug, earlier wording",
    404,
    "NotFound",
    `Identity additional privilege with slug 'one' not found for the specified identity with ID '${TARGET}'`,
  ),
  privileges2026("slug-exists", "slug taken", 400, "BadRequest", "Additional privilege with name one exists"),
  privileges2026(
    "project-closed",
    "new project",
    400,
    "BadRequest",
    "Additional privileges are not available for project 'Alpha'. Use project roles or folder access controls instead.",
  ),
  reading2026("server-error", "database trouble", 500, "DatabaseError", "Something went wrong"),
  reading2026(
    "rate-limited",
    "rate limit",
    429,
    "RateLimitExceeded",
    "Rate limit exceeded. Please try again in 58 seconds",
  ),
  of("2026-08", "universal auth", "read")(
    "universal-auth-not-attached",
    "none attached",
    404,
    "NotFound",
    `Failed to find universal auth for identity with ID ${TARGET}`,
  ),
  of("2026-08", "universal auth", "delete")(
    "universal-auth-not-attached",
    "none attached, on DELETE",
    400,
    "BadRequest",
    "The identity does not have universal auth",
  ),
  universal("2026-08")(
    "identity-not-found",
    "identity unknown",
    404,
    "NotFound",
    `Failed to find identity with ID ${TARGET}`,
  ),
  universalAuth2026(
    "universal-auth-exists",
    "attached already",
    400,
    "BadRequest",
    "Failed to add universal auth to already configured identity",
  ),
];

function universal(release: RefusalCase["release"]) {
  return of(release, "universal auth", "read");
}
