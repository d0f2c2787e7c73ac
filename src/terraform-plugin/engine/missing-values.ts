import { type AttributePath, formatAttributePath } from "../attribute-path";
import type { DiagnosticContent } from "../diagnostic";
import { type Attributes, isNestedAttribute, type NestedAttribute } from "../schema";
import { isListValue, isObjectValue, type ObjectValue, type Value } from "../value";

/**
 * What is wrong with a configuration in which required values are null. Core looks only whether a required attribute is written down, not
 * whether its expression, a variable without a value for example, comes to null.
 */
export function missingValues(attributes: Attributes, config: ObjectValue): DiagnosticContent[] {
  return missingIn(attributes, config, []).map(({ name, attribute }) => ({
    summary: "Missing Value",
    detail:
      `${name} is required, and its value is null, which counts as left out. ` +
      "Give it a value; where it comes from a variable or from another resource, that one has none.",
    attribute,
  }));
}

interface MissingValue {
  readonly name: string;
  /** What Terraform can point at. */
  readonly attribute: AttributePath;
}

function missingIn(attributes: Attributes, object: ObjectValue, path: AttributePath): MissingValue[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const value = object[name] ?? null;
    const place = [...path, name];
    if (value === null) return attribute.required ? [missing(place)] : [];
    return isNestedAttribute(attribute) ? missingInNested(attribute, value, place) : [];
  });
}

function missingInNested(
  { nesting, attributes }: NestedAttribute,
  value: Value,
  path: AttributePath,
): MissingValue[] {
  const within = (object: Value, place: AttributePath): MissingValue[] => {
    if (object === null) return [missing(place)];
    return isObjectValue(object) ? missingIn(attributes, object, place) : [];
  };
  if (nesting === "single") return within(value, path);
  if (nesting === "set" && isListValue(value)) {
    return value.flatMap((object) => within(object, path)).map((found) => ({ ...found, attribute: path }));
  }
  if (isListValue(value)) return value.flatMap((object, index) => within(object, [...path, index]));
  if (!isObjectValue(value)) return [];
  return Object.entries(value).flatMap(([key, object]) => within(object, [...path, key]));
}

function missing(path: AttributePath): MissingValue {
  return { name: formatAttributePath(path), attribute: path };
}
