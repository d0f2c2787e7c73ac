import { attributeTypeOf } from "../../src/terraform-plugin/codec/object-type";
import { valuesEqual } from "../../src/terraform-plugin/codec/values-equal";
import { type Attribute, type Attributes, isNestedAttribute } from "../../src/terraform-plugin/schema";
import { isObjectValue, UNKNOWN, type ObjectValue, type Value } from "../../src/terraform-plugin/value";

/**
 * Where a plan breaks the rules of Terraform core, for which it would refuse the plan as invalid. After internal/plans/objchange/plan_valid.go, as far
 * as this provider's schemas go: nested lists and objects.
 */
export function planViolations(
  attributes: Attributes,
  prior: ObjectValue | null,
  config: ObjectValue,
  planned: ObjectValue,
): string[] {
  return Object.entries(attributes).flatMap(([name, attribute]) =>
    attributeViolations(attribute, prior?.[name] ?? null, config[name] ?? null, planned[name] ?? null).map(
      (problem) => (problem.startsWith("[") ? `${name}${problem}` : `${name}: ${problem}`),
    ),
  );
}

function attributeViolations(attribute: Attribute, prior: Value, config: Value, planned: Value): string[] {
  const type = attributeTypeOf(attribute);
  if (valuesEqual(planned, config, type)) return [];
  if (config !== null && prior !== null && valuesEqual(planned, prior, type)) return [];
  if (config === null) return attribute.computed ? [] : ["planned although it is not configured"];
  if (!isNestedAttribute(attribute)) return ["neither the configured nor the prior value"];
  if (Array.isArray(config)) {
    const elements: readonly Value[] = config;
    if (!Array.isArray(planned) || planned.length !== elements.length) return ["planned with another length"];
    return elements.flatMap((element, index) =>
      objectViolations(
        attribute.attributes,
        (Array.isArray(prior) ? (prior as Value[]) : [])[index] ?? null,
        element,
        (planned as Value[])[index] ?? null,
      ).map((problem) => `[${index}].${problem}`),
    );
  }
  return objectViolations(attribute.attributes, prior, config, planned);
}

function objectViolations(attributes: Attributes, prior: Value, config: Value, planned: Value): string[] {
  if (config === UNKNOWN) return [];
  if (!isObjectValue(config) || !isObjectValue(planned)) return ["planned as something else than an object"];
  return planViolations(attributes, isObjectValue(prior) ? prior : null, config, planned);
}
