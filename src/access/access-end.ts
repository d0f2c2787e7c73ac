import { rangeInMilliseconds } from "./access-range";
import { type AccessWindow, windowEnd } from "./access-window";
import { describeInstant } from "./describe";
import { describeDuration } from "./describe-duration";

/** When access ends, as far as it is known before an apply. */
export type AccessEnd =
  | { readonly kind: "never" }
  /** Milliseconds since 1970. */
  | { readonly kind: "at"; readonly time: number }
  /** That many milliseconds behind an apply which nobody has dated yet. */
  | { readonly kind: "after-apply"; readonly milliseconds: number }
  /** Not even its start is known; its length in milliseconds may be. */
  | { readonly kind: "unknown"; readonly milliseconds?: number };

export const NEVER: AccessEnd = { kind: "never" };

/**
 * @param window null for a permanent privilege
 * @param startsAtApply whether a window whose start is not known is opened by the apply
 */
export function endOfWindow(window: AccessWindow | null, startsAtApply: boolean): AccessEnd {
  if (window === null) return NEVER;
  const end = windowEnd(window);
  if (end !== undefined) return { kind: "at", time: end.getTime() };
  const milliseconds = rangeInMilliseconds(window.range);
  if (milliseconds === undefined) return { kind: "unknown" };
  return { kind: startsAtApply && window.startTime === null ? "after-apply" : "unknown", milliseconds };
}

/** Whether access with the first end certainly lasts as long as access with the second. */
export function lastsAsLong(a: AccessEnd, b: AccessEnd, now: Date): boolean {
  if (a.kind === "never") return true;
  if (a.kind === "at") return b.kind === "at" && a.time >= b.time;
  if (a.kind === "unknown") return false;
  if (b.kind === "after-apply") return a.milliseconds >= b.milliseconds;
  return b.kind === "at" && now.getTime() + a.milliseconds >= b.time;
}

/** Whether access lasts longer only when the apply comes late: its end counts from the apply, and counted from now it is no later than the other. */
export function lastsLongerIfAppliedLate(end: AccessEnd, than: AccessEnd, now: Date): boolean {
  return end.kind === "after-apply" && than.kind === "at" && now.getTime() + end.milliseconds <= than.time;
}

export function hasEnded(end: AccessEnd, now: Date): boolean {
  return end.kind === "at" && end.time <= now.getTime();
}

/** "until 2026-11-23 18:00 UTC", "until 4 h after the apply", "permanently". */
export function describeEnd(end: AccessEnd): string {
  switch (end.kind) {
    case "never":
      return "permanently";
    case "at":
      return `until ${describeInstant(new Date(end.time))}`;
    case "after-apply":
      return `until ${describeDuration(end.milliseconds)} after the apply`;
    case "unknown":
      return end.milliseconds === undefined
        ? "until a time that is known only after the apply or marked sensitive"
        : `for ${describeDuration(end.milliseconds)} from a time that is known only after the apply or marked sensitive`;
  }
}
