import { type AccessEnd, endOfWindow, NEVER } from "../access/access-end";
import { readConditions } from "../access/conditions";
import type { PlannedPrivilege, PlannedRule } from "../access/effective-access";
import { parseInstant } from "../access/instant";
import { isObjectValue, type ObjectValue, UNKNOWN, type Value } from "../terraform-plugin/value";
import type { ConfiguredExpression } from "./configuration";

/**
 * What a privilege allows, from the values of an `infisicalaccess_identity_privilege`.
 *
 * @param configured how its attribute `temporary` is configured
 * @returns undefined for one that is not in force: it was removed outside Terraform while its window was open, stays in state, and has no id until
 * it is made anew
 */
export function privilegeOfValues(
  values: ObjectValue,
  source: string,
  configured: ConfiguredExpression | undefined,
): PlannedPrivilege | undefined {
  if (values.id === null) return undefined;
  return { source, rules: rulesOf(values.permissions), end: endOf(values, configured) };
}

function rulesOf(permissions: Value | undefined): PlannedRule[] | undefined {
  if (!Array.isArray(permissions)) return undefined;
  const rules = permissions.map(ruleOf);
  return rules.every((rule) => rule !== undefined) ? rules : undefined;
}

function ruleOf(permission: Value): PlannedRule | undefined {
  if (!isObjectValue(permission)) return undefined;
  const { actions, subject, conditions, inverted } = permission;
  if (!isTexts(actions) || typeof subject !== "string" || inverted === UNKNOWN) return undefined;
  return {
    actions,
    subject,
    conditions: typeof conditions === "string" ? readConditions(conditions) : null,
    inverted: inverted === true,
    ...(conditions === UNKNOWN && { conditionsUnknown: true }),
  };
}

function endOf(values: ObjectValue, configured: ConfiguredExpression | undefined): AccessEnd {
  const { temporary, access_end_time: end } = values;
  if (temporary === null || temporary === undefined) return NEVER;
  // The server's own word, where there is one: it decides by the end, not by start and range.
  const told = typeof end === "string" ? parseInstant(end) : undefined;
  if (told !== undefined) return { kind: "at", time: told.getTime() };
  if (!isObjectValue(temporary) || typeof temporary.range !== "string") return { kind: "unknown" };
  const { range, start_time: start } = temporary;
  const window = { range, startTime: typeof start === "string" ? start : null };
  return endOfWindow(window, startsAtApply(temporary, configured));
}

/**
 * Whether a start that is unknown is that of the apply, and not a configured one that is still to be computed. A configuration in HCL syntax does not
 * always tell; triggers and a configured start exclude each other.
 */
function startsAtApply(temporary: ObjectValue, configured: ConfiguredExpression | undefined): boolean {
  if (temporary.renew_triggers !== null && temporary.renew_triggers !== undefined) return true;
  const constant = configured?.constant_value;
  return typeof constant === "object" && constant !== null && !("start_time" in constant);
}

function isTexts(value: Value | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((member) => typeof member === "string");
}
