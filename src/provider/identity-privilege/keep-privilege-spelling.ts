import { sameRange } from "../../access/access-range";
import { sameInstant } from "../../access/instant";
import { sameIdentityId } from "../../access/identity-id";
import { samePermissions } from "../../access/permission-rule";
import { isObjectValue, type ObjectValue, type Value } from "../../terraform-plugin/value";
import { ruleOf, rulesOf } from "./privilege-model";

/**
 * The configuration with the prior's spelling wherever it means the same, so that a mere respelling plans nothing.
 *
 * Permissions that mean the same as a whole stay as they were, however they are grouped or ordered. When they differ, core compares element by
 * element, so each attribute of an element keeps the spelling of the prior's element at the same place.
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
  const proposedRules = rulesOf(proposed);
  const priorRules = rulesOf(prior);
  if (proposedRules && priorRules && prior && samePermissions(proposedRules, priorRules)) return prior;
  if (!Array.isArray(proposed) || !Array.isArray(prior)) return proposed ?? null;
  return (proposed as Value[]).map((element, index) => keepRule(element, (prior as Value[])[index]));
}

function keepRule(proposed: Value, prior: Value | undefined): Value {
  if (!isObjectValue(proposed) || !isObjectValue(prior ?? null)) return proposed;
  const before = prior as ObjectValue;
  const keep = (name: "actions" | "conditions") => {
    const value = proposed[name] ?? null;
    if (value === null || before[name] === null) return value;
    const proposedRule = ruleOf({ ...proposed, inverted: null });
    const withPriorValue = ruleOf({ ...proposed, [name]: before[name] ?? null, inverted: null });
    const same = proposedRule && withPriorValue && samePermissions([proposedRule], [withPriorValue]);
    return same ? (before[name] ?? null) : value;
  };
  return { ...proposed, actions: keep("actions"), conditions: keep("conditions") };
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
