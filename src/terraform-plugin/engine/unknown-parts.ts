import type { AttributePath } from "../attribute-path";
import type { AttributeType } from "../schema";
import { isListValue, isObjectValue, UNKNOWN, type Value } from "../value";

/** Where a value is unknown. A set counts as one place. */
export function unknownParts(value: Value, type: AttributeType, path: AttributePath = []): AttributePath[] {
  if (value === UNKNOWN) return [path];
  if (typeof type === "string" || value === null) return [];
  if ("set" in type && isListValue(value)) {
    return value.some((element) => unknownParts(element, type.set).length > 0) ? [path] : [];
  }
  if ("list" in type && isListValue(value)) {
    return value.flatMap((element, index) => unknownParts(element, type.list, [...path, index]));
  }
  if (!isObjectValue(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const memberType = "map" in type ? type.map : "object" in type ? type.object[key] : undefined;
    return memberType === undefined ? [] : unknownParts(member, memberType, [...path, key]);
  });
}
