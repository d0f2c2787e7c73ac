import type { CallTarget } from "./api-call";

/**
 * What went wrong, in terms that hold for every release of the server. `classifyRefusal` says which answers mean which.
 *
 * - `privilege-not-found`, `identity-not-found` (the *target*), `project-not-found`, `universal-auth-not-attached`: what the call was about is not there;
 * - `membership-unclear`: a membership is missing, and the answer does not say whose (contract/api.md B1);
 * - `caller-not-in-project`, `forbidden`, `more-privileged`, `unauthenticated`: the caller may not;
 * - `slug-exists`, `universal-auth-exists`, `project-closed`, `ip-allowlisting-not-licensed`, `invalid-request`: the server refuses the content;
 * - `rate-limited`, `server-error`: it might work later;
 * - `unreachable`: no connection, nothing was sent; `no-answer`: the connection broke or time ran out after something was sent;
 * - `unexpected-answer`: not what this interface answers: HTML, broken JSON, wrong types, a redirect, too large;
 * - `stopped`: the caller's signal was aborted;
 * - `internal`: thrown by something else than a request.
 */
export type ErrorKind =
  | "privilege-not-found"
  | "identity-not-found"
  | "membership-unclear"
  | "project-not-found"
  | "caller-not-in-project"
  | "slug-exists"
  | "forbidden"
  | "more-privileged"
  | "unauthenticated"
  | "invalid-request"
  | "universal-auth-not-attached"
  | "universal-auth-exists"
  | "ip-allowlisting-not-licensed"
  | "project-closed"
  | "rate-limited"
  | "server-error"
  | "no-answer"
  | "unreachable"
  | "unexpected-answer"
  | "stopped"
  | "internal";

/** One entry of the list that the server answers to an invalid body (contract/api.md 1, `ValidationFailure`). */
export interface ValidationIssue {
  readonly code?: string;
  readonly message: string;
  /** Where in the request, such as `["privilegeDetails", "temporaryRange"]`. */
  readonly path: readonly (string | number)[];
}

/**
 * Whether the call may have been carried out. `no`: it never left, or the server refused it. `maybe`: its answer was lost or is of no use. Once an
 * attempt may have been carried out it stays `maybe`, whatever a repetition ends with.
 */
export type Sent = "no" | "maybe";

/** What an error says beside its kind and message. */
export interface ErrorDetails {
  readonly sent: Sent;
  readonly method?: string | undefined;
  readonly route?: string | undefined;
  readonly host?: string | undefined;
  readonly target?: CallTarget | undefined;
  /** The identity that the caller is logged in as. */
  readonly callerIdentityId?: string | undefined;
  readonly status?: number | undefined;
  /** The `error` member of the server's answer, such as `PermissionDenied`. */
  readonly error?: string | undefined;
  readonly serverMessage?: string | undefined;
  readonly issues?: readonly ValidationIssue[] | undefined;
  /** The server's id of the request: what its operator looks for in the log. */
  readonly reqId?: string | undefined;
  /** What the caller lacks, as the server lists it (contract/api.md B1). */
  readonly missingPermissions?: unknown;
  /** Seconds that the server asks to wait. */
  readonly retryAfter?: number | undefined;
  /** Whether the same request may well succeed a little later. */
  readonly temporary?: boolean | undefined;
  /** `performance.now()` when the first attempt began that may have been carried out. */
  readonly sentAt?: number | undefined;
}

/**
 * Everything that a call can end with except its answer. It never holds the request: no token, client secret or Authorization header can be
 * read from it, its message or what `util.inspect` prints of it.
 */
export class InfisicalError extends Error implements ErrorDetails {
  override readonly name = "InfisicalError";
  readonly kind: ErrorKind;
  readonly sent: Sent;
  declare readonly method?: string;
  declare readonly route?: string;
  declare readonly host?: string;
  declare readonly target?: CallTarget;
  declare readonly callerIdentityId?: string;
  declare readonly status?: number;
  declare readonly error?: string;
  declare readonly serverMessage?: string;
  declare readonly issues?: readonly ValidationIssue[];
  declare readonly reqId?: string;
  declare readonly missingPermissions?: unknown;
  declare readonly retryAfter?: number;
  declare readonly temporary?: boolean;
  declare readonly sentAt?: number;

  constructor(kind: ErrorKind, message: string, details: ErrorDetails) {
    super(message);
    this.sent = details.sent;
    // Absent details leave no `undefined` behind in what is printed of the error.
    Object.assign(
      this,
      Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined)),
    );
    // Last, because the details may be those of an error of another kind.
    this.kind = kind;
  }

  /** Whatever was thrown, as an `InfisicalError`; one that is already is returned as it is. */
  static from(thrown: unknown): InfisicalError {
    if (thrown instanceof InfisicalError) return thrown;
    if (thrown instanceof Error && thrown.name === "AbortError") return InfisicalError.stopped();
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new InfisicalError("internal", message, { sent: "maybe" });
  }

  static stopped(details: ErrorDetails = { sent: "no" }): InfisicalError {
    return new InfisicalError("stopped", "Stopped before it was finished.", details);
  }

  /** The same error with more said about it. */
  with(details: Partial<ErrorDetails>): InfisicalError {
    const error = new InfisicalError(this.kind, this.message, { ...this, ...details });
    if (this.stack !== undefined) error.stack = this.stack;
    return error;
  }
}
