import { sameInstant } from "../../access/instant";
import type { PrivateState } from "../../terraform-plugin/private-state";
import {
  isObjectValue,
  UNKNOWN,
  type ObjectValue,
  type Unknown,
  type Value,
} from "../../terraform-plugin/value";
import { renewTriggersOf, temporaryOf } from "./privilege-model";
import { rememberedWindow } from "./remembered-window";

/** The window starts at the time of the apply. Plans never hold a time of the clock: they are computed again at apply. */
export const AT_APPLY = Symbol("at apply");

/**
 * When the window of a temporary privilege starts: as configured, else when a declared change opens it, else as remembered. Nothing but a
 * declared change opens a new window. Unknown while that depends on values that only the apply will know.
 */
export function windowStart(
  config: ObjectValue,
  prior: ObjectValue | null,
  privateState: PrivateState,
): string | typeof AT_APPLY | Unknown {
  const configured = temporaryOf(config)?.start_time ?? null;
  if (configured === UNKNOWN) return UNKNOWN;
  if (typeof configured === "string") return configured;
  if (prior === null) return AT_APPLY;

  const remembered = rememberedWindow(privateState);
  const before = temporaryOf(prior);
  const kept = remembered === undefined ? before?.start_time : remembered?.startTime;
  if (typeof kept !== "string") return AT_APPLY;

  const triggersBefore = before ? renewTriggersOf(before) : (remembered?.renewTriggers ?? null);
  const renewal = renews(triggersBefore, temporaryOf(config)?.renew_triggers ?? null);
  if (renewal === UNKNOWN) return UNKNOWN;
  return renewal ? AT_APPLY : spelledAsBefore(kept, before?.start_time);
}

/** Whether the triggers open the window anew. A map's first appearance and its removal only record it. */
export function renews(before: Readonly<Record<string, string>> | null, after: Value): boolean | Unknown {
  if (before === null || after === null) return false;
  if (!isObjectValue(after)) return UNKNOWN;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...keys].map((key) => (after[key] === UNKNOWN ? UNKNOWN : after[key] !== before[key]));
  return changed.includes(true) || (changed.includes(UNKNOWN) && UNKNOWN);
}

function spelledAsBefore(instant: string, before: Value | undefined): string {
  return typeof before === "string" && sameInstant(before, instant) ? before : instant;
}
