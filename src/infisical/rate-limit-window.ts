/**
 * What the server said about the requests that it still takes. Its windows are fixed: they start with the first request and end after a
 * minute, whatever happens in between (contract/api.md 5).
 */
export interface RateLimitWindow {
  /** Requests that a window takes, from whoever shares the address. */
  readonly limit: number;
  readonly remaining: number;
  /** `performance.now()` when the window is over for certain. */
  readonly endsAt: number;
}

/** The seconds in the headers are rounded down, and a request that comes too early is refused once more. */
const MARGIN = 1000;
/** A longer wait than this is no window of this interface. */
const MAX_SECONDS = 300;

/** The window that the headers of an answer describe; undefined when they describe none. */
export function readRateLimitWindow(
  status: number,
  headers: Readonly<Record<string, string | undefined>>,
  now: number,
): RateLimitWindow | undefined {
  const limit = wholeNumber(headers["x-ratelimit-limit"]);
  const remaining = status === 429 ? 0 : wholeNumber(headers["x-ratelimit-remaining"]);
  const reset = wholeNumber(headers["x-ratelimit-reset"]);
  const retryAfter = status === 429 ? retryAfterSeconds(headers["retry-after"]) : undefined;
  const seconds = Math.max(reset ?? -1, retryAfter ?? -1);
  if (remaining === undefined || seconds < 0 || seconds > MAX_SECONDS) return undefined;
  return { limit: limit ?? Math.max(remaining, 1), remaining, endsAt: now + seconds * 1000 + MARGIN };
}

/** Seconds from a `Retry-After`, which is a number of seconds or a date. */
export function retryAfterSeconds(header: string | undefined): number | undefined {
  const seconds = wholeNumber(header);
  if (seconds !== undefined || header === undefined) return seconds;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

function wholeNumber(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,9}$/.test(header.trim()) ? Number(header) : undefined;
}
