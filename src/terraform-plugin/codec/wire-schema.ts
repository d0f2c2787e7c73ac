import {
  Schema_Object_NestingMode as NestingMode,
  StringKind,
  type Schema as WireSchema,
  type Schema_Attribute as WireAttribute,
} from "../generated/tfplugin6/schema";
import { type Attribute, type Attributes, isNestedAttribute, type Nesting, type Schema } from "../schema";
import { typeConstraint } from "./object-type";

const nestingModes: Readonly<Record<Nesting, NestingMode>> = {
  single: NestingMode.SINGLE,
  list: NestingMode.LIST,
  set: NestingMode.SET,
  map: NestingMode.MAP,
};

export function wireSchema({ version, description, attributes }: Schema): WireSchema {
  return {
    version,
    block: {
      version,
      attributes: wireAttributes(attributes),
      blockTypes: [],
      description,
      descriptionKind: StringKind.MARKDOWN,
      deprecated: false,
      deprecationMessage: "",
    },
  };
}

function wireAttributes(attributes: Attributes): WireAttribute[] {
  return Object.entries(attributes).map(([name, attribute]) => wireAttribute(name, attribute));
}

function wireAttribute(name: string, attribute: Attribute): WireAttribute {
  const nested = isNestedAttribute(attribute);
  return {
    name,
    // Terraform reads a type that is there, even an empty one, as JSON, and an empty Buffer is left out of the message.
    type: nested ? Buffer.alloc(0) : Buffer.from(JSON.stringify(typeConstraint(attribute.type))),
    nestedType: nested
      ? { attributes: wireAttributes(attribute.attributes), nesting: nestingModes[attribute.nesting] }
      : undefined,
    description: attribute.description,
    descriptionKind: StringKind.MARKDOWN,
    required: attribute.required ?? false,
    optional: attribute.optional ?? false,
    computed: attribute.computed ?? false,
    sensitive: attribute.sensitive ?? false,
    deprecated: false,
    writeOnly: false,
    deprecationMessage: "",
  };
}
