import type { AccessToken } from "./access-token";
import type { CallKind } from "./api-call";
import type { InfisicalError, Sent } from "./infisical-error";

/** Milliseconds; the n-th wait is random between 0 and `BASE · 2ⁿ`, at most `CAP`. */
const BASE = 500;
const CAP = 10_000;
/** A database outage heals; most answers of this status do not (contract/api.md 1). */
const MAX_REPEATS_OF_500 = 2;
/** A call waits out a window that is used up, but not forever among clients that take every window away. */
const MAX_RATE_LIMITED = 10;
/** How often one call may meet a token whose uses other calls have spent. */
const MAX_EXHAUSTED_TOKENS = 5;
/** Milliseconds that attempts and waits of one call may take together, not counting those for a rate limit. */
export const OPERATION_TIMEOUT = 300_000;

/** What one call has been through. */
export class CallHistory {
  attempts = 0;
  /** Attempts that ended in an error which spends a retry. */
  failures = 0;
  serverErrors = 0;
  rateLimited = 0;
  /** Milliseconds spent in attempts and waits, less those for a rate limit. */
  spent = 0;
  sent: Sent = "no";
  /** `performance.now()` when the first attempt began that may have been carried out. */
  sentAt: number | undefined;
  #exhaustedTokens = 0;
  #tokensReplaced = 0;

  note(error: InfisicalError, startedAt: number): void {
    this.spent += performance.now() - startedAt;
    if (error.sent === "maybe") {
      this.sent = "maybe";
      this.sentAt ??= startedAt;
    }
    if (error.kind === "rate-limited") this.rateLimited += 1;
    else if (error.kind !== "unauthenticated") this.failures += 1;
    if (error.status === 500) this.serverErrors += 1;
  }

  /** A call is repeated once with another token; that others used a token up is not its fault. */
  mayReplace(token: AccessToken): boolean {
    if (token.exhausted) return (this.#exhaustedTokens += 1) <= MAX_EXHAUSTED_TOKENS;
    return (this.#tokensReplaced += 1) <= 1;
  }
}

/**
 * Milliseconds to wait before the call is repeated, or undefined when it must not be: exponential backoff with full jitter, never sooner than
 * the server asks for. A `create` is repeated only when it cannot have been carried out.
 */
export function delayBeforeRepeat(
  kind: CallKind,
  error: InfisicalError,
  history: CallHistory,
  maxRetries: number,
): number | undefined {
  const requested = (error.retryAfter ?? 0) * 1000;
  if (history.spent + requested >= OPERATION_TIMEOUT) return undefined;

  if (error.kind === "rate-limited") {
    if (history.rateLimited > MAX_RATE_LIMITED) return undefined;
    // With a time from the server the pacer waits; without one there is only backoff.
    return error.retryAfter === undefined ? backoff(history.rateLimited) : 0;
  }
  if (history.failures > maxRetries || !isRepeatable(kind, error, history)) return undefined;
  return Math.max(requested, backoff(history.failures - 1));
}

function isRepeatable(kind: CallKind, error: InfisicalError, history: CallHistory): boolean {
  if (error.temporary !== true || (kind === "create" && error.sent !== "no")) return false;
  if (error.status === 500) return kind === "read" && history.serverErrors <= MAX_REPEATS_OF_500;
  return error.status === undefined || error.status === 502 || error.status === 503 || error.status === 504;
}

function backoff(exponent: number): number {
  return Math.random() * Math.min(CAP, BASE * 2 ** exponent);
}
