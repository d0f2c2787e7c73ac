import type { PrivateState } from "../../terraform-plugin/private-state";

/**
 * The window that the last apply declared, kept in the resource's private state: a start that nobody configured is the time of that apply, is
 * enforced from then on, and must survive a conversion of the privilege behind Terraform's back.
 */
export interface RememberedWindow {
  /** RFC 3339. */
  readonly startTime: string;
  readonly renewTriggers: Readonly<Record<string, string>> | null;
}

/** Null: the last apply declared a permanent privilege. Undefined: nothing is remembered, as after an import. */
export function rememberedWindow(privateState: PrivateState): RememberedWindow | null | undefined {
  const window = privateState.window;
  if (window === undefined || window === null) return window;
  if (typeof window !== "object" || Array.isArray(window)) return undefined;
  const { start_time, renew_triggers } = window as PrivateState;
  if (typeof start_time !== "string") return undefined;
  return { startTime: start_time, renewTriggers: (renew_triggers ?? null) as Record<string, string> | null };
}

/** Whether the last refresh found the privilege gone while its state was kept for the sake of its window. */
export function isMissing(privateState: PrivateState): boolean {
  return privateState.missing === true;
}

export function privilegePrivateState(
  window: RememberedWindow | null | undefined,
  missing = false,
): PrivateState {
  return {
    ...(window !== undefined && {
      window: window && { start_time: window.startTime, renew_triggers: window.renewTriggers },
    }),
    ...(missing && { missing }),
  };
}
