import type { Attributes } from "../schema";
import { UNKNOWN, type ObjectValue } from "../value";
import { mapPlannedAttributes, type ObjectInPlan } from "./planned-attributes";

/**
 * Plans as "known after apply" each computed attribute that the configuration leaves out, since a change of the resource may change it too;
 * except those that have a default, and those that keep the value they had.
 */
export function markComputedUnknown(attributes: Attributes, object: ObjectInPlan): ObjectValue {
  return mapPlannedAttributes(attributes, object, ({ attribute, config, prior }) => {
    if (config !== null || !attribute.computed || attribute.defaultValue !== undefined) return undefined;
    return attribute.useStateForUnknown && prior !== undefined ? prior : UNKNOWN;
  });
}
