import { isObjectValue, UNKNOWN, type ObjectValue, type Value } from "../../../src/terraform-plugin/value";

/** What is declared: the provider block, and attributes by type and name. References such as `${type.name.slug}` stand alone in a string. */
export interface Configuration {
  readonly provider: ObjectValue;
  readonly resources: Resources;
}

export type Resources = Readonly<Record<string, Readonly<Record<string, ObjectValue>>>>;

export interface DeclaredResource {
  readonly address: string;
  readonly typeName: string;
  readonly attributes: ObjectValue;
  /** Addresses of the resources that it refers to. */
  readonly dependsOn: readonly string[];
}

export function declaredResources(resources: Resources): DeclaredResource[] {
  return Object.entries(resources).flatMap(([typeName, byName]) =>
    Object.entries(byName).map(([name, attributes]) => ({
      address: `${typeName}.${name}`,
      typeName,
      attributes,
      dependsOn: [...new Set(references(attributes))],
    })),
  );
}

const REFERENCE = /^\$\{([a-z_]+\.\w+)\.(\w+)\}$/;

function references(value: Value): string[] {
  if (typeof value === "string") return REFERENCE.exec(value)?.slice(1, 2) ?? [];
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(references);
  return isObjectValue(value) ? Object.values(value).flatMap(references) : [];
}

/** The value with each reference replaced by what it refers to; unknown where that is not there. */
export function resolveReferences(value: Value, lookUp: (address: string) => ObjectValue | null): Value {
  if (typeof value === "string") {
    const [, address, attribute] = REFERENCE.exec(value) ?? [];
    return address === undefined ? value : (lookUp(address)?.[attribute ?? ""] ?? UNKNOWN);
  }
  if (Array.isArray(value))
    return (value as readonly Value[]).map((element) => resolveReferences(element, lookUp));
  if (!isObjectValue(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, resolveReferences(member, lookUp)]),
  );
}
