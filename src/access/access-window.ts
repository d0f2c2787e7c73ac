import { rangeInMilliseconds } from "./access-range";
import { formatInstant, parseInstant } from "./instant";

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

/**
 * The window of a row as the server answers it, null when the row is permanent: a server of 2026 keeps the old range and start on a row that became
 * permanent (contract/api.md B2). A temporary row without a mode is temporary all the same (p11:12).
 */
export function windowFromAnswer(row: {
  readonly isTemporary?: unknown;
  readonly temporaryRange?: unknown;
  readonly temporaryAccessStartTime?: unknown;
}): AccessWindow | null {
  if (row.isTemporary !== true) return null;
  const { temporaryRange: range, temporaryAccessStartTime: startTime } = row;
  return {
    range: typeof range === "string" ? range : "",
    startTime: typeof startTime === "string" ? canonicalInstant(startTime) : null,
  };
}

function canonicalInstant(text: string): string {
  const instant = parseInstant(text);
  return instant === undefined ? text : formatInstant(instant);
}
