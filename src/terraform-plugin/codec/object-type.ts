import { type Attribute, type Attributes, type AttributeType, isNestedAttribute } from "../schema";

export interface ObjectType {
  readonly object: Readonly<Record<string, AttributeType>>;
}

const objectTypes = new WeakMap<Attributes, ObjectType>();

/** The type of an object that has these attributes: nested attributes become collections of objects. */
export function objectTypeOf(attributes: Attributes): ObjectType {
  let type = objectTypes.get(attributes);
  if (type === undefined) {
    type = {
      object: Object.fromEntries(
        Object.entries(attributes).map(([name, attribute]) => [name, attributeTypeOf(attribute)]),
      ),
    };
    objectTypes.set(attributes, type);
  }
  return type;
}

export function attributeTypeOf(attribute: Attribute): AttributeType {
  if (!isNestedAttribute(attribute)) return attribute.type;
  const object = objectTypeOf(attribute.attributes);
  switch (attribute.nesting) {
    case "single":
      return object;
    case "list":
      return { list: object };
    case "set":
      return { set: object };
    case "map":
      return { map: object };
  }
}

/** As a sentence has it: `a list of string`, `an object`. */
export function describeType(type: AttributeType): string {
  const name = typeName(type);
  return name === "object" ? "an object" : `a ${name}`;
}

function typeName(type: AttributeType): string {
  if (typeof type === "string") return type;
  if ("list" in type) return `list of ${typeName(type.list)}`;
  if ("set" in type) return `set of ${typeName(type.set)}`;
  if ("map" in type) return `map of ${typeName(type.map)}`;
  return "object";
}

/** As Terraform's protocol writes it: `["list","string"]`. */
export function typeConstraint(type: AttributeType): unknown {
  if (typeof type === "string") return type;
  if ("list" in type) return ["list", typeConstraint(type.list)];
  if ("set" in type) return ["set", typeConstraint(type.set)];
  if ("map" in type) return ["map", typeConstraint(type.map)];
  return [
    "object",
    Object.fromEntries(Object.entries(type.object).map(([name, member]) => [name, typeConstraint(member)])),
  ];
}
