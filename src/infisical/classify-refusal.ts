import type { CallKind, CallTarget } from "./api-call";
import type { ErrorKind } from "./infisical-error";
import type { RefusalBody } from "./refusal-body";

/** The families of routes whose refusals differ in meaning. */
export type RouteFamily = "privilege" | "universal-auth" | "login";

/** What a refusal is judged by: status *and* body, never the release, which nobody tells. */
export interface Refusal {
  readonly status: number;
  readonly body: RefusalBody;
  readonly family: RouteFamily;
  readonly call: CallKind;
  readonly target: CallTarget;
  readonly callerIdentityId?: string | undefined;
}

interface Rule {
  readonly kind: ErrorKind;
  readonly status?: readonly number[];
  readonly error?: RegExp;
  readonly message?: RegExp;
  readonly family?: RouteFamily;
  readonly calls?: readonly CallKind[];
}

/**
 * The first rule that fits decides. "A" is the server of July 2024, "B" that of 2026 (contract/api.md, parts A and B; B is documented, not
 * exercised). Messages are matched from their beginning: the names that they repeat are anybody's text.
 */
const RULES: readonly Rule[] = [
  { kind: "rate-limited", status: [429] },
  // A: 403, B: 422. Before everything about authentication: A has the same status for both.
  { kind: "invalid-request", error: /^ValidationFailure$/ },
  // A: 400, B: 401 with `UnauthorizedError`, which elsewhere means a bad token.
  { kind: "invalid-request", message: /^Permission or privilegePermission must be provided/ },

  // A: 500 "Failed to update/edit/revoke … more privileged identity"; B: 403 PermissionBoundaryError.
  { kind: "more-privileged", error: /^PermissionBoundaryError$/ },
  { kind: "more-privileged", status: [403, 500], message: /^Failed to [a-z ]*more privileged/i },
  // A: 401, B: 403.
  { kind: "forbidden", error: /^PermissionDenied$/ },

  // A: p14:88-93.
  { kind: "caller-not-in-project", status: [403], error: /^Identity not in project$/ },
  // B, published source: one wording for the caller and, where the target's permissions are looked up too, for the target.
  {
    kind: "membership-unclear",
    status: [403],
    error: /^ProjectMembershipNotFound$/,
    calls: ["create", "replace"],
  },
  { kind: "caller-not-in-project", status: [403], error: /^ProjectMembershipNotFound$/ },
  { kind: "membership-unclear", status: [400], message: /^Actor doesn.t have membership/ },
  { kind: "project-not-found", status: [403], message: /^This project does not belong to your/ },
  { kind: "forbidden", status: [403], error: /^ForbiddenError$/ },

  // A: "Token missing", revoked, expired, wrong credentials. B: 401 for all but an expired token.
  { kind: "unauthenticated", status: [403], error: /^(UnauthorizedError|Unauthorized access|TokenError)$/ },
  { kind: "unauthenticated", status: [401] },
  {
    kind: "unauthenticated",
    status: [400],
    message: /^Unable to renew because access token number of uses limit reached/,
  },
  { kind: "unauthenticated", status: [500], message: /^(jwt |invalid token$|invalid signature$)/ },

  { kind: "project-closed", status: [400], message: /^Additional privileges are not available for project/ },
  {
    kind: "slug-exists",
    status: [400],
    message: /^Additional privilege (of provided slug exist|with name\b[\s\S]*\bexists)/,
  },
  { kind: "privilege-not-found", status: [400], message: /^Identity additional privilege not found/ },
  { kind: "identity-not-found", status: [400], message: /^Failed to find identity\b/ },
  { kind: "project-not-found", status: [500], error: /^Find project by slug$/ },
  {
    kind: "universal-auth-not-attached",
    status: [400],
    message: /^The identity does not have universal auth/i,
  },
  { kind: "universal-auth-not-attached", status: [400], message: /^Failed to updated? universal auth/ },
  {
    kind: "universal-auth-exists",
    status: [400],
    message: /^Failed to add universal auth to already configured identity/,
  },
  { kind: "ip-allowlisting-not-licensed", status: [400], message: /\bplan restriction\b/ },

  // B: 404 `NotFound`; an unknown route is `Not Found`, and says nothing about what the call was about.
  {
    kind: "universal-auth-not-attached",
    status: [404],
    error: /^NotFound$/,
    message: /\buniversal auth\b/i,
    family: "universal-auth",
  },
  {
    kind: "identity-not-found",
    status: [404],
    error: /^NotFound$/,
    message: /\bidentity\b/i,
    family: "universal-auth",
  },
  {
    kind: "identity-not-found",
    status: [404],
    error: /^NotFound$/,
    message: /^Project membership for identity\b/,
    family: "privilege",
  },
  {
    kind: "project-not-found",
    status: [404],
    error: /^NotFound$/,
    message: /^Project\b/,
    family: "privilege",
  },
  {
    kind: "privilege-not-found",
    status: [404],
    error: /^NotFound$/,
    message: /^(Identity )?(additional )?privilege\b/i,
    family: "privilege",
  },
  {
    kind: "identity-not-found",
    status: [404],
    error: /^NotFound$/,
    message: /^(Failed to find )?identity\b/i,
    family: "privilege",
  },
];

/** What a refusal means. A status of 500 and above that no rule knows is the server's trouble, anything else an invalid request. */
export function classifyRefusal(refusal: Refusal): ErrorKind {
  const { status, body } = refusal;
  const kind = RULES.find((rule) => fits(rule, refusal))?.kind;
  if (kind === "identity-not-found" && namesTheCaller(refusal)) return "caller-not-in-project";
  if (kind !== undefined) return kind;
  if (status >= 500) return "server-error";
  // A page of a gateway, or a route that this server does not have.
  const isAnswerOfThisInterface =
    status >= 400 && body.isJson && !(status === 404 && body.error === "Not Found");
  return isAnswerOfThisInterface ? "invalid-request" : "unexpected-answer";
}

function fits(rule: Rule, { status, body, family, call }: Refusal): boolean {
  if (rule.status !== undefined && !rule.status.includes(status)) return false;
  if (rule.family !== undefined && rule.family !== family) return false;
  if (rule.calls !== undefined && !rule.calls.includes(call)) return false;
  if (status !== 429 && !body.isJson) return false;
  if (rule.error !== undefined && !rule.error.test(body.error ?? "")) return false;
  return rule.message === undefined || rule.message.test(body.message ?? "");
}

/** A missing identity that is named and is not the target but the caller: its privileges are not gone, they cannot be seen. */
function namesTheCaller({ body, target, callerIdentityId }: Refusal): boolean {
  if (callerIdentityId === undefined) return false;
  const message = body.message?.toLowerCase() ?? "";
  const targetId = target.identityId?.toLowerCase() ?? "";
  const callerId = callerIdentityId.toLowerCase();
  return callerId !== targetId && message.includes(callerId) && !message.includes(targetId);
}
