import { type Attribute, type Attributes, isNestedAttribute, type NestedAttribute } from "../schema";
import { isListValue, isObjectValue, type ObjectValue, type Value } from "../value";

/** An object while it is planned, beside what is configured at its place and what was there before. */
export interface ObjectInPlan {
  readonly planned: ObjectValue;
  readonly config: ObjectValue;
  /** Undefined when nothing was there. */
  readonly prior: ObjectValue | undefined;
}

export interface AttributeInPlan {
  readonly attribute: Attribute;
  readonly planned: Value;
  readonly config: Value;
  /** Undefined when there was no object that could have held the attribute. */
  readonly prior: Value | undefined;
}

/**
 * Builds the object anew from what `decide` returns for each of its attributes. Where that is undefined the planned value stays, and the
 * objects of a nested attribute are built in the same way.
 */
export function mapPlannedAttributes(
  attributes: Attributes,
  { planned, config, prior }: ObjectInPlan,
  decide: (attribute: AttributeInPlan) => Value | undefined,
): ObjectValue {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => {
      const place: AttributeInPlan = {
        attribute,
        planned: planned[name] ?? null,
        config: config[name] ?? null,
        prior: prior === undefined ? undefined : (prior[name] ?? null),
      };
      const decided = decide(place);
      if (decided !== undefined) return [name, decided];
      return [name, isNestedAttribute(attribute) ? mapNested(attribute, place, decide) : place.planned];
    }),
  );
}

function mapNested(
  { nesting, attributes }: NestedAttribute,
  { planned, config, prior }: AttributeInPlan,
  decide: (attribute: AttributeInPlan) => Value | undefined,
): Value {
  const mapObject = (object: Value, configured: Value | undefined, before: Value | undefined): Value => {
    if (!isObjectValue(object) || !isObjectValue(configured)) return object;
    return mapPlannedAttributes(
      attributes,
      { planned: object, config: configured, prior: isObjectValue(before) ? before : undefined },
      decide,
    );
  };
  if (nesting === "single") return mapObject(planned, config, prior);
  if (nesting === "map") {
    if (!isObjectValue(planned) || !isObjectValue(config)) return planned;
    const priorMap = isObjectValue(prior) ? prior : {};
    return Object.fromEntries(
      Object.entries(planned).map(([key, object]) => [key, mapObject(object, config[key], priorMap[key])]),
    );
  }
  if (!isListValue(planned)) return planned;
  // Elements of a set have nothing by which to find them in the configuration: what they lack was not configured.
  if (nesting === "set") return planned.map((object) => mapObject(object, object, undefined));
  const configList = isListValue(config) ? config : [];
  const priorList = isListValue(prior) ? prior : [];
  return planned.map((object, index) => mapObject(object, configList[index], priorList[index]));
}
