import { Refusal, type Refusals, type TokenFault } from "./refusal";

/** Fields in the order of the server's own errors. */
function named(statusCode: number, error: string, message: unknown): Refusal {
  return new Refusal(statusCode, { statusCode, message, error });
}

function badRequest(message: string): Refusal {
  return named(400, "BadRequest", message);
}

/** Fields in the order of the framework's errors, which is also that of errors without a handler. */
function unexpected(message: string): Refusal {
  return new Refusal(500, { statusCode: 500, error: "Internal Server Error", message });
}

function database(operation: string): Refusal {
  return named(500, operation, "Something went wrong");
}

const notAllowed = named(403, "UnauthorizedError", "You are not allowed to access this resource");
const failedToAuthenticate = named(403, "UnauthorizedError", "Failed to authenticate");

/** A token shows its faults in many ways: contract/api.md 1 and 3, p14:2-96. */
function token(fault: TokenFault): Refusal {
  switch (fault) {
    case "missing":
      return named(403, "Unauthorized access", "Token missing");
    case "unknown":
      return notAllowed;
    case "ttl expired":
      return named(403, "UnauthorizedError", "Failed to renew MI access token due to TTL expiration");
    case "uses limit reached":
      return badRequest("Unable to renew because access token number of uses limit reached");
    case "untrusted address":
      return failedToAuthenticate;
    default:
      return unexpected(fault);
  }
}

const loginMessages = {
  "invalid credentials": "Invalid credentials",
  "untrusted address": "Failed to authenticate",
  "client secret uses limit":
    "Failed to authenticate identity credentials due to client secret number of uses limit reached",
  "client secret expired": "Failed to authenticate identity credentials due to expired client secret",
} as const;

const morePrivilegedMessages = {
  update: "Failed to update more privileged identity",
  edit: "Failed to edit more privileged identity",
  "revoke universal auth": "Failed to revoke universal auth of identity with more privileged role",
  "add client secret": "Failed to add identity to project with more privileged role",
} as const;

/** The refusals of the 2024-07 release: the table of contract/api.md 1. */
export const refusals2024: Refusals = {
  validation: (message) => new Refusal(403, { statusCode: 403, error: "ValidationFailure", message }),
  token,
  login: (fault) => named(403, "UnauthorizedError", loginMessages[fault]),
  permissionDenied: (action, subject) =>
    new Refusal(401, {
      statusCode: 401,
      error: "PermissionDenied",
      message: `You are not allowed to ${action} on ${subject}`,
    }),
  morePrivileged: (deed) => unexpected(morePrivilegedMessages[deed]),
  callerNotInProject: () =>
    named(403, "Identity not in project", "You are not allowed to access this resource"),
  projectNotFound: () => database("Find project by slug"),
  identityNotInProject: (identityId) => badRequest(`Failed to find identity with id ${identityId}`),
  membershipExists: (identityId, projectId) =>
    badRequest(`Identity with id ${identityId} already exists in project with id ${projectId}`),
  identityNotFound: () => badRequest("Failed to find identity"),
  privilegeNotFound: () => badRequest("Identity additional privilege not found"),
  slugTaken: () => badRequest("Additional privilege of provided slug exist"),
  noPermissionGiven: () => badRequest("Permission or privilegePermission must be provided"),
  noUniversalAuth: (operation) =>
    badRequest(
      operation === "update"
        ? "Failed to updated universal auth"
        : "The identity does not have universal auth",
    ),
  alreadyConfigured: () => badRequest("Failed to add universal auth to already configured identity"),
  ttlAboveMaximum: () => badRequest("Access token TTL cannot be greater than max TTL"),
  planRestriction: () =>
    badRequest(
      "Failed to add IP access range to service token due to plan restriction. Upgrade plan to add IP access range.",
    ),
  invalidIp: () => badRequest("The IP is not a valid IPv4, IPv6, or CIDR block"),
  database,
  unexpected,
  rateLimited: () =>
    new Refusal(429, {
      statusCode: 429,
      error: "Too Many Requests",
      message: "Rate limit exceeded, retry in 1 minute",
    }),
};
