import { rangeInMilliseconds } from "./access-range";
import { parseInstant } from "./instant";

/** When a temporary privilege is in force: from its start, for its range. */
export interface AccessWindow {
  /** As the server reads it, see `rangeInMilliseconds`. */
  readonly range: string;
  /** RFC 3339, null when it is not declared or not known yet. */
  readonly startTime: string | null;
}

/** The end of the window, start + range, undefined while the start is not known or when the server would refuse either. */
export function windowEnd({ range, startTime }: AccessWindow): Date | undefined {
  const start = startTime === null ? undefined : parseInstant(startTime);
  const length = rangeInMilliseconds(range);
  if (start === undefined || length === undefined) return undefined;
  const end = new Date(start.getTime() + length);
  return Number.isNaN(end.getTime()) ? undefined : end;
}

/**
 * Where `now` stands in a window. A window without a known start or end counts as open: nothing says that it grants nothing.
 *
 * A start in the future does not keep the server from granting access at once (contract/api.md 2, p17:45-46).
 */
export function windowState(window: AccessWindow, now: Date): "future" | "open" | "ended" {
  const end = windowEnd(window);
  if (end !== undefined && end <= now) return "ended";
  const start = window.startTime === null ? undefined : parseInstant(window.startTime);
  return start !== undefined && start > now ? "future" : "open";
}
