import type { AccessWindow } from "../../access/access-window";
import type { PrivateState } from "../../terraform-plugin/private-state";

/**
 * The window that the last apply declared, kept in the resource's private state: a start that nobody configured is the time of that apply, is
 * enforced from then on, and must survive whatever becomes of the privilege behind Terraform's back.
 */
export interface RememberedWindow extends AccessWindow {
  /** RFC 3339. */
  readonly startTime: string;
  readonly renewTriggers: Readonly<Record<string, string>> | null;
}

/**
 * How the last refresh found a privilege gone whose state was kept for the sake of its window: while that is open the privilege has to be granted
 * again, when it has ended there is nothing to grant.
 */
export type MissingPrivilege = "open" | "ended";

/** Null: the last apply declared a permanent privilege. Undefined: nothing is remembered, as after an import. */
export function rememberedWindow(privateState: PrivateState): RememberedWindow | null | undefined {
  const window = privateState.window;
  if (window === undefined || window === null) return window;
  if (typeof window !== "object" || Array.isArray(window)) return undefined;
  const { range, start_time, renew_triggers } = window as PrivateState;
  if (typeof range !== "string" || typeof start_time !== "string") return undefined;
  return {
    range,
    startTime: start_time,
    renewTriggers: (renew_triggers ?? null) as Record<string, string> | null,
  };
}

/** Undefined when the last refresh found the privilege. */
export function missingPrivilege({ missing }: PrivateState): MissingPrivilege | undefined {
  return missing === "open" || missing === "ended" ? missing : undefined;
}

export function privilegePrivateState(
  window: RememberedWindow | null | undefined,
  missing?: MissingPrivilege,
): PrivateState {
  return {
    ...(window !== undefined && {
      window: window && {
        range: window.range,
        start_time: window.startTime,
        renew_triggers: window.renewTriggers,
      },
    }),
    ...(missing && { missing }),
  };
}
