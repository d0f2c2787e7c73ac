import {
  type Attribute,
  type Attributes,
  isNestedAttribute,
  type NestedAttribute,
} from "../../../src/terraform-plugin/schema";
import { isObjectValue, type ObjectValue, type Value } from "../../../src/terraform-plugin/value";

/**
 * What Terraform proposes to a provider as the new state: the configuration, with the prior value of each computed attribute that it leaves out
 * (Terraform's internal/plans/objchange, ProposedNew, for attributes that are nested as lists or single objects).
 */
export function proposedState(
  attributes: Attributes,
  prior: ObjectValue | null,
  config: ObjectValue,
): ObjectValue {
  return mapAttributes(attributes, (attribute, name) => {
    const before: Value = prior?.[name] ?? null;
    const configured: Value = config[name] ?? null;
    if (attribute.computed && configured === null) return before;
    return isNestedAttribute(attribute) ? proposedNested(attribute, before, configured) : configured;
  });
}

function proposedNested({ attributes }: NestedAttribute, prior: Value, config: Value): Value {
  const member = (before: Value | undefined, configured: Value) =>
    isObjectValue(configured)
      ? proposedState(attributes, isObjectValue(before) ? before : null, configured)
      : configured;
  if (!Array.isArray(config)) return member(prior, config);
  const before = Array.isArray(prior) ? (prior as readonly Value[]) : [];
  return (config as readonly Value[]).map((element, index) => member(before[index], element));
}

/** All attributes of a schema, null where the object has none: Terraform sends every attribute. */
export function completeObject(attributes: Attributes, object: ObjectValue): ObjectValue {
  return mapAttributes(attributes, (attribute, name) => {
    const value: Value = object[name] ?? null;
    if (!isNestedAttribute(attribute)) return value;
    const member = (part: Value): Value =>
      isObjectValue(part) ? completeObject(attribute.attributes, part) : part;
    return Array.isArray(value) ? (value as readonly Value[]).map(member) : member(value);
  });
}

function mapAttributes(
  attributes: Attributes,
  valueOf: (attribute: Attribute, name: string) => Value,
): ObjectValue {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [name, valueOf(attribute, name)]),
  );
}
