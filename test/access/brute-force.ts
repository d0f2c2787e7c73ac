import type { Conditions } from "../../src/access/conditions";
import type { AccessEnd } from "../../src/access/access-end";
import type { PlannedPrivilege, PlannedRule } from "../../src/access/effective-access";
import { conditionsHold } from "../../src/simulator/permission/conditions";

/** Where a secret is. */
export interface Place {
  readonly environment: string;
  readonly secretPath: string;
  readonly secretName: string;
}

/** One access to a secret, at one time. */
export interface Point {
  readonly action: string;
  /** The same object for the same place. */
  readonly place: Place;
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
  { action, place }: Point,
): boolean {
  const named = actions.includes(action) || (isReading(action) && actions.includes("read"));
  return named && hold(conditions, place);
}

/** Compiling globs would take most of the time: few of the many questions differ. */
const known = new Map<string, Map<Place, boolean>>();
const knownOf = new WeakMap<object, Map<Place, boolean>>();

/** Whether conditions hold for a place, as the simulator of the server decides it. */
export function hold(conditions: Conditions, place: Place): boolean {
  if (typeof conditions !== "object" || conditions === null) return conditions === null;
  let answers = knownOf.get(conditions);
  if (answers === undefined) {
    const text = JSON.stringify(conditions);
    answers = known.get(text) ?? new Map<Place, boolean>();
    known.set(text, answers);
    knownOf.set(conditions, answers);
  }
  let answer = answers.get(place);
  if (answer === undefined) answers.set(place, (answer = conditionsHold({ ...conditions }, { ...place })));
  return answer;
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
