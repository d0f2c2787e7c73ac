import { refusals2024 } from "./refusals-2024-07";
import { Refusal, type Refusals, type TokenFault } from "./refusal";

/** `reqId` is put before these fields when the answer is sent (contract/api.md B1, documented). */
function named(statusCode: number, error: string, message: unknown, details?: unknown): Refusal {
  return new Refusal(statusCode, { statusCode, message, error, ...(details !== undefined && { details }) });
}

function badRequest(message: string): Refusal {
  return named(400, "BadRequest", message);
}

function notFound(message: string): Refusal {
  return named(404, "NotFound", message);
}

function unauthorized(message: string): Refusal {
  return named(401, "UnauthorizedError", message);
}

/** 401 for whoever is not authenticated, 403 for a token that has ended (contract/api.md B1, documented). */
function token(fault: TokenFault): Refusal {
  switch (fault) {
    case "missing":
      return named(401, "UnauthorizedError", "Token missing");
    case "jwt expired":
    case "ttl expired":
      return named(403, "TokenError", "Your token has expired. Please re-authenticate.");
    case "unknown":
      return unauthorized("You are not allowed to access this resource");
    case "uses limit reached":
      return unauthorized("Unable to renew because access token number of uses limit reached");
    case "untrusted address":
      return unauthorized("Failed to authenticate");
    default:
      return unauthorized("The provided access token is not valid. Generate a new one and try again.");
  }
}

/**
 * The refusals of the 2026-08 release: statuses and kinds are documented (contract/api.md B1), not exercised. Of the
 * messages, those that B1 quotes are quoted; where it says only that a message names something, the wording is ours.
 * Where part B is silent, the refusal of 2024-07 holds.
 */
export const refusals2026: Refusals = {
  validation: (issues) => named(422, "ValidationFailure", issues),
  token,
  login: (fault) => unauthorized(String(refusals2024.login(fault).body["message"])),
  permissionDenied: (action, subject, rules) =>
    named(403, "PermissionDenied", `You are not allowed to ${action} on ${subject}`, rules),
  morePrivileged: (deed, missing) =>
    named(403, "PermissionBoundaryError", String(refusals2024.morePrivileged(deed, []).body["message"]), {
      missingPermissions: missing,
    }),
  // The wording does not say whose membership is missing; both the caller's and the target's use it.
  callerNotInProject: (projectSlug) =>
    badRequest(`Actor doesn't have membership in project with slug '${projectSlug}'`),
  projectNotFound: (projectSlug) => notFound(`Project with slug '${projectSlug}' not found`),
  identityNotInProject: (identityId, exists) =>
    exists
      ? badRequest(`Actor doesn't have membership: identity with ID '${identityId}'`)
      : notFound(`Identity with ID '${identityId}' not found`),
  membershipExists: (identityId, projectId) =>
    badRequest(`Identity with id ${identityId} already exists in project with id ${projectId}`),
  identityNotFound: (identityId) => notFound(`Identity with ID '${identityId}' not found`),
  privilegeNotFound: (slug) => notFound(`Identity additional privilege with slug '${slug}' not found`),
  slugTaken: (slug) => badRequest(`Additional privilege with name ${slug} exists`),
  noPermissionGiven: () => unauthorized("Permission or privilegePermission must be provided"),
  noUniversalAuth: (operation, identityId) =>
    operation === "get"
      ? notFound(`Universal auth of identity with ID '${identityId}' not found`)
      : badRequest(String(refusals2024.noUniversalAuth(operation, identityId).body["message"])),
  alreadyConfigured: refusals2024.alreadyConfigured,
  ttlAboveMaximum: refusals2024.ttlAboveMaximum,
  planRestriction: refusals2024.planRestriction,
  invalidIp: refusals2024.invalidIp,
  database: refusals2024.database,
  unexpected: refusals2024.unexpected,
  rateLimited: (secondsLeft) =>
    named(
      429,
      "RateLimitExceeded",
      `Rate limit exceeded. Please try again in ${String(secondsLeft)} seconds`,
    ),
};
