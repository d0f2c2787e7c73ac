import type { AccessEnd } from "../../src/access/access-end";
import type { PlannedPrivilege, PlannedRule } from "../../src/access/effective-access";
import { conditionsHold } from "../../src/simulator/permission/conditions";

/** One access to a secret, at one time. */
export interface Point {
  readonly action: string;
  readonly environment: string;
  readonly secretPath: string;
  readonly secretName: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Whether the last rule of a privilege that speaks of a point allows or forbids it. Matches as the simulator of the server does. */
function decision({ rules = [], end }: PlannedPrivilege, point: Point): "allows" | "forbids" | undefined {
  if (end.kind === "at" && end.time <= point.time) return undefined;
  const deciding = [...rules].reverse().find((rule) => fits(rule, point));
  return deciding && (deciding.inverted ? "forbids" : "allows");
}

/** Whether a rule on secrets speaks of a point. */
export function fits(
  { actions, conditions }: Pick<PlannedRule, "actions" | "conditions">,
  point: Point,
): boolean {
  const { action, environment, secretPath, secretName } = point;
  const named = actions.includes(action) || (isReading(action) && actions.includes("read"));
  return (
    named &&
    conditionsHold((conditions ?? {}) as Record<string, unknown>, { environment, secretPath, secretName })
  );
}

function isReading(action: string): boolean {
  return action === "describeSecret" || action === "readValue";
}

/** Whether the server may allow a point: in some order of the privileges. */
export function mayAllow(privileges: readonly PlannedPrivilege[], point: Point): boolean {
  return privileges.some((privilege) => decision(privilege, point) === "allows");
}

/** Whether the server certainly allows a point: in every order of the privileges. */
export function certainlyAllows(privileges: readonly PlannedPrivilege[], point: Point): boolean {
  return (
    mayAllow(privileges, point) && !privileges.some((privilege) => decision(privilege, point) === "forbids")
  );
}

/** Whether something lasts beyond a time. */
export function isOpen(end: AccessEnd, time: number): boolean {
  return end.kind !== "at" || end.time > time;
}
