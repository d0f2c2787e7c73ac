import {
  type Attribute,
  type Attributes,
  type AttributeType,
  isNestedAttribute,
  type NestedAttribute,
} from "../../src/terraform-plugin/schema";

/** The part "Schema" of a page in the form of the Terraform registry: attributes by what a configuration does with them, nested ones below. */
export function schemaSections(attributes: Attributes): string {
  return ["## Schema", ...groups(attributes, "###", []), ...nestedSections(attributes, [])].join("\n\n");
}

function groups(attributes: Attributes, heading: string, path: readonly string[]): string[] {
  const kinds: readonly [string, (attribute: Attribute) => boolean][] = [
    ["Required", ({ required }) => required === true],
    ["Optional", ({ optional }) => optional === true],
    ["Read-Only", ({ required, optional }) => required !== true && optional !== true],
  ];
  return kinds.flatMap(([title, belongs]) => {
    const members = Object.entries(attributes).filter(([, attribute]) => belongs(attribute));
    if (members.length === 0) return [];
    const lines = members
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, attribute]) => line(name, attribute, [...path, name]));
    const label = heading === "" ? `${title}:` : `${heading} ${title}`;
    return [label, lines.join("\n")];
  });
}

function line(name: string, attribute: Attribute, path: readonly string[]): string {
  const sensitive = attribute.sensitive ? ", Sensitive" : "";
  const replaces = attribute.requiresReplace ? " A change replaces the resource." : "";
  const below = isNestedAttribute(attribute) ? ` (see [below for nested schema](#${anchor(path)}))` : "";
  return `- \`${name}\` (${typeName(attribute)}${sensitive}) ${attribute.description}${replaces}${below}`;
}

function nestedSections(attributes: Attributes, path: readonly string[]): string[] {
  return Object.entries(attributes)
    .filter((entry): entry is [string, NestedAttribute] => isNestedAttribute(entry[1]))
    .flatMap(([name, { attributes: members }]) => {
      const own = [...path, name];
      const title = `<a id="${anchor(own)}"></a>\n### Nested Schema for \`${own.join(".")}\``;
      return [title, ...groups(members, "", own), ...nestedSections(members, own)];
    });
}

function anchor(path: readonly string[]): string {
  return `nestedatt--${path.join("--")}`;
}

function typeName(attribute: Attribute): string {
  if (!isNestedAttribute(attribute)) return nameOfType(attribute.type);
  return attribute.nesting === "single" ? "Attributes" : `Attributes ${capitalised(attribute.nesting)}`;
}

function nameOfType(type: AttributeType): string {
  if (type === "bool") return "Boolean";
  if (typeof type === "string") return capitalised(type);
  if ("object" in type) return "Object";
  if ("list" in type) return `List of ${nameOfType(type.list)}`;
  if ("set" in type) return `Set of ${nameOfType(type.set)}`;
  return `Map of ${nameOfType(type.map)}`;
}

function capitalised(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
