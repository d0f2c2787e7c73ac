import { type Attributes, isNestedAttribute } from "../../src/terraform-plugin/schema";
import { isObjectValue, type ObjectValue, type Value } from "../../src/terraform-plugin/value";

/**
 * What Terraform core proposes to a provider: the configuration, and for what it leaves out and the provider may compute the prior value. After
 * internal/plans/objchange/objchange.go, as far as this provider's schemas go: nested lists and objects.
 */
export function proposedNewState(
  attributes: Attributes,
  prior: ObjectValue | null,
  config: ObjectValue,
): ObjectValue {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => {
      const configured = config[name] ?? null;
      const before = prior?.[name] ?? null;
      if (configured === null) return [name, attribute.computed ? before : null];
      return [
        name,
        isNestedAttribute(attribute) ? proposedNested(attribute.attributes, before, configured) : configured,
      ];
    }),
  );
}

function proposedNested(attributes: Attributes, prior: Value, config: Value): Value {
  if (Array.isArray(config)) {
    const elements: readonly Value[] = config;
    return elements.map((element, index) =>
      proposedNested(attributes, (Array.isArray(prior) ? (prior as Value[]) : [])[index] ?? null, element),
    );
  }
  if (!isObjectValue(config)) return config;
  return proposedNewState(attributes, isObjectValue(prior) ? prior : null, config);
}
