import type { Value } from "./value";

/** A resource's, data source's or provider's attributes, as Terraform's language and `terraform providers schema` show them. */
export interface Schema {
  /** Version of the state's shape: raised only together with a state upgrade. */
  readonly version: number;
  /** Markdown. */
  readonly description: string;
  readonly attributes: Attributes;
}

export type Attributes = Readonly<Record<string, Attribute>>;

/** A type in Terraform's type system. */
export type AttributeType =
  | "string"
  | "number"
  | "bool"
  | { readonly list: AttributeType }
  | { readonly set: AttributeType }
  | { readonly map: AttributeType }
  | { readonly object: Readonly<Record<string, AttributeType>> };

/** How a nested attribute holds its objects: one, a list of them, a set, or a map by key. */
export type Nesting = "single" | "list" | "set" | "map";

interface AttributeBase {
  /** Markdown; first sentence says what it is, with its unit. */
  readonly description: string;
  /** Must be configured. Exactly one of required, optional, computed, or optional and computed. */
  readonly required?: true;
  readonly optional?: true;
  readonly computed?: true;
  /** Shown as "(sensitive value)". */
  readonly sensitive?: true;
  /** A change of this attribute replaces the resource. Not looked at within the objects of a set, which have no identity: mark the set. */
  readonly requiresReplace?: true;
  /** Computed: planned when the configuration leaves it out. */
  readonly defaultValue?: Value;
  /** Computed: an update plans the value in state instead of "known after apply". */
  readonly useStateForUnknown?: true;
}

export interface TypedAttribute extends AttributeBase {
  readonly type: AttributeType;
}

/** An attribute made of objects with attributes of their own. */
export interface NestedAttribute extends AttributeBase {
  readonly nesting: Nesting;
  readonly attributes: Attributes;
}

export type Attribute = TypedAttribute | NestedAttribute;

export function isNestedAttribute(attribute: Attribute): attribute is NestedAttribute {
  return "nesting" in attribute;
}
