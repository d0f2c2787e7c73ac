import { isDeepStrictEqual } from "node:util";
import { readConditions, sameConditions } from "../../access/conditions";
import { sameRange } from "../../access/access-range";
import { sameInstant } from "../../access/instant";
import { sameIdentityId } from "../../access/identity-id";
import { samePermissions } from "../../access/permission-rule";
import { isObjectValue, type ObjectValue, type Value } from "../../terraform-plugin/value";
import { ruleOf, rulesOf } from "./privilege-model";

/**
 * The configuration with the prior's spelling wherever it means the same, so that a mere respelling plans nothing. Core compares lists element by
 * element, so each attribute of a rule keeps the spelling of the prior's rule at the same place; see `keepRules` for rules in another order.
 */
export function keepPrivilegeSpelling(proposed: ObjectValue, prior: ObjectValue): ObjectValue {
  return {
    ...proposed,
    identity_id: keepText(proposed.identity_id, prior.identity_id, sameIdentityId),
    permissions: keepPermissions(proposed.permissions, prior.permissions),
    temporary: keepTemporary(proposed.temporary, prior.temporary),
  };
}

function keepText(
  proposed: Value | undefined,
  prior: Value | undefined,
  same: (a: string, b: string) => boolean,
): Value {
  return typeof proposed === "string" && typeof prior === "string" && same(proposed, prior)
    ? prior
    : (proposed ?? null);
}

function keepPermissions(proposed: Value | undefined, prior: Value | undefined): Value {
  if (!Array.isArray(proposed) || !Array.isArray(prior)) return proposed ?? null;
  return (proposed as Value[]).map((element, index) => keepRule(element, (prior as Value[])[index]));
}

function keepRule(proposed: Value, prior: Value | undefined): Value {
  if (!isObjectValue(proposed) || !isObjectValue(prior ?? null)) return proposed;
  const before = prior as ObjectValue;
  return {
    ...proposed,
    actions: keepActions(proposed, before),
    conditions: keepText(proposed.conditions, before.conditions, (a, b) =>
      sameConditions(readConditions(a), readConditions(b)),
    ),
  };
}

function keepActions(proposed: ObjectValue, before: ObjectValue): Value {
  const { actions = null, subject = null } = proposed;
  const bare = (value: Value) => ruleOf({ actions: value, subject, conditions: null, inverted: null });
  const [rule, withPriorActions] = [bare(actions), bare(before.actions ?? null)];
  return rule && withPriorActions && samePermissions([rule], [withPriorActions])
    ? (before.actions ?? null)
    : actions;
}

/**
 * A plan with the prior's rules when they mean the same, however they are grouped and ordered, and when that is all that differs: a mere respelling of
 * rules plans nothing. Beside another change the rules take the configuration's order.
 *
 * Core plans once more in the apply, when unknown parts are known, and wants what was known before unchanged. A rule that was unknown may make the
 * whole mean the same then, so only a plan may ask for this, not that of an apply.
 */
export function keepRules(planned: ObjectValue, prior: ObjectValue): ObjectValue {
  if (planned.permissions === prior.permissions) return planned;
  const [after, before] = [rulesOf(planned.permissions), rulesOf(prior.permissions)];
  if (!after || !before || !samePermissions(after, before)) return planned;
  const withPriorRules: ObjectValue = { ...planned, permissions: prior.permissions ?? null };
  return isDeepStrictEqual(withPriorRules, prior) ? withPriorRules : planned;
}

function keepTemporary(proposed: Value | undefined, prior: Value | undefined): Value {
  if (!isObjectValue(proposed ?? null) || !isObjectValue(prior ?? null)) return proposed ?? null;
  const [after, before] = [proposed as ObjectValue, prior as ObjectValue];
  return {
    ...after,
    range: keepText(after.range, before.range, sameRange),
    start_time: keepText(after.start_time, before.start_time, sameInstant),
  };
}
