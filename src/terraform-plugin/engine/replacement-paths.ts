import type { AttributePath } from "../attribute-path";
import { attributeTypeOf } from "../codec/object-type";
import { valuesEqual } from "../codec/values-equal";
import { type Attributes, isNestedAttribute, type NestedAttribute } from "../schema";
import { isListValue, isObjectValue, type ObjectValue, type Value } from "../value";

/** The changed attributes whose schema says that a change replaces the resource. Elements of sets are not looked into. */
export function replacementPaths(
  attributes: Attributes,
  prior: ObjectValue,
  planned: ObjectValue,
  path: AttributePath = [],
): AttributePath[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const before = prior[name] ?? null;
    const after = planned[name] ?? null;
    if (valuesEqual(before, after, attributeTypeOf(attribute))) return [];
    const place = [...path, name];
    if (attribute.requiresReplace) return [place];
    return isNestedAttribute(attribute) ? nestedPaths(attribute, before, after, place) : [];
  });
}

function nestedPaths(
  { nesting, attributes }: NestedAttribute,
  prior: Value,
  planned: Value,
  path: AttributePath,
): AttributePath[] {
  const within = (before: Value | undefined, after: Value, place: AttributePath): AttributePath[] =>
    isObjectValue(before) && isObjectValue(after) ? replacementPaths(attributes, before, after, place) : [];
  if (nesting === "single") return within(prior, planned, path);
  if (nesting === "list" && isListValue(prior) && isListValue(planned)) {
    return planned.flatMap((object, index) => within(prior[index], object, [...path, index]));
  }
  if (nesting === "map" && isObjectValue(prior) && isObjectValue(planned)) {
    return Object.entries(planned).flatMap(([key, object]) => within(prior[key], object, [...path, key]));
  }
  return [];
}
