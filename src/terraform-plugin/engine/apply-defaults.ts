import type { Attributes } from "../schema";
import type { ObjectValue } from "../value";
import { mapPlannedAttributes, type ObjectInPlan } from "./planned-attributes";

/** Plans the default of each attribute that the configuration leaves out. */
export function applyDefaults(attributes: Attributes, object: ObjectInPlan): ObjectValue {
  return mapPlannedAttributes(attributes, object, ({ attribute, config }) =>
    config === null ? attribute.defaultValue : undefined,
  );
}
