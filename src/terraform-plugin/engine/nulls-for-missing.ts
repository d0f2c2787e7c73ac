import { isNestedAttribute, type Attributes } from "../schema";
import { isObjectValue, type ObjectValue, type Value } from "../value";

/** Completes an object of which a provider gave only some attributes. Objects in lists, sets and maps are expected to be whole. */
export function nullsForMissing(object: ObjectValue, attributes: Attributes): ObjectValue {
  const completed: Record<string, Value> = { ...object };
  for (const [name, attribute] of Object.entries(attributes)) {
    const value = object[name] ?? null;
    completed[name] =
      isNestedAttribute(attribute) && attribute.nesting === "single" && isObjectValue(value)
        ? nullsForMissing(value, attribute.attributes)
        : value;
  }
  return completed;
}
