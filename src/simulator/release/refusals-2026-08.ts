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

/**
 * 401 for whoever is not authenticated, 403 for a token that has ended (contract/api.md B1, documented); the wordings
 * are those of the published server (from text).
 */
function token(fault: TokenFault): Refusal {
  switch (fault) {
    case "missing":
      return named(401, "UnauthorizedError", "Token missing");
    case "jwt expired":
    case "ttl expired":
      return named(403, "TokenError", "Your token has expired. Please re-authenticate.");
    case "unknown":
      return unauthorized("No identity access token found");
    case "uses limit reached":
      return unauthorized("Unable to renew because access token number of uses limit reached");
    case "untrusted address":
      return unauthorized("Failed to authenticate");
    case "jwt malformed":
      return unauthorized(
        "The provided access token is malformed. Please use a valid token or generate a new one and try again.",
      );
    default:
      return unauthorized(fault);
  }
}

/** The slug is another identity's in the same project (contract/api.md B2, documented; the wording is from text). */
export function privilegeOfAnother(privilegeId: string): Refusal {
  return notFound(`Additional privilege with id ${privilegeId} doesn't exist`);
}

/**
 * The refusals of the 2026-08 release: statuses and kinds are documented (contract/api.md B1), not exercised. Of the
 * messages, those that B1 quotes are quoted; where it says only that a message names something, or nothing at all, the
 * wording is that of the published server's source ("from text"). Where both are silent, the refusal of 2024-07 holds.
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
  // From text: B1 is silent about a caller that is no member.
  callerNotInProject: (projectId) =>
    named(
      403,
      "ProjectMembershipNotFound",
      `You are not a member of this project with ID ${projectId}. Please assign this identity to the project with the appropriate permissions, then try again.`,
    ),
  // From text, like the other messages here that name what was not found.
  projectNotFound: (projectSlug) => notFound(`Project with slug ${projectSlug} not found`),
  // B1 quotes the first; it does not say whose membership is missing.
  identityNotInProject: (identityId, exists) =>
    exists
      ? badRequest("Actor doesn't have membership")
      : notFound(`Identity with id ${identityId} not found`),
  membershipExists: (identityId, projectId) =>
    badRequest(`Identity with id ${identityId} already exists in project with id ${projectId}`),
  identityNotFound: (identityId) => notFound(`Failed to find identity with ID ${identityId}`),
  privilegeNotFound: (slug) => notFound(`Privilege with slug ${slug} not found`),
  slugTaken: (slug) => badRequest(`Additional privilege with name ${slug} exists`),
  noPermissionGiven: () => unauthorized("Permission or privilegePermission must be provided"),
  // B1 has GET and DELETE; PATCH is from text.
  noUniversalAuth: (operation, identityId) =>
    operation === "get" || operation === "update"
      ? notFound(`Failed to find universal auth for identity with ID ${identityId}`)
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
