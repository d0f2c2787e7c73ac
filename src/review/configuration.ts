import type { ConfigurationModule } from "./plan-document";
import type { Plan } from "./read-plan";

/** What a plan shows of the expression that an attribute was configured with. */
export interface ConfiguredExpression {
  /** In stacks of JSON syntax also where there are references: then with `${…}` in it. */
  readonly constant_value?: unknown;
  readonly references?: readonly string[];
}

/** What a plan shows of a resource's configuration; undefined for one that is no longer configured. */
export function configuredResource(plan: Plan, address: string) {
  const { modules, resource } = splitAddress(address);
  const module = configuredModule(plan, modules.map(withoutIndex));
  return module && resourcesByAddress(module).get(withoutIndex(resource));
}

type ConfiguredResource = NonNullable<ConfigurationModule["resources"]>[number];

/** A stack of CDKTF has a block for each of its thousands of resources. */
const indexes = new WeakMap<ConfigurationModule, ReadonlyMap<string, ConfiguredResource>>();

function resourcesByAddress(module: ConfigurationModule): ReadonlyMap<string, ConfiguredResource> {
  let index = indexes.get(module);
  if (index === undefined) {
    index = new Map(module.resources?.map((resource) => [resource.address, resource]));
    indexes.set(module, index);
  }
  return index;
}

/** What a plan shows of a module's configuration, by the names of the calls that lead to it; of the root module where there are none. */
export function configuredModule(plan: Plan, calls: readonly string[]): ConfigurationModule | undefined {
  return calls.reduce<ConfigurationModule | undefined>(
    (outer, name) => outer?.module_calls?.[name]?.module,
    plan.document.configuration?.root_module,
  );
}

/** The names of the calls that lead to a module: of "module.a.module.b" a and b. */
export function modulesOf(moduleAddress: string | undefined): string[] {
  return moduleAddress === undefined ? [] : splitAddress(`${moduleAddress}.`).modules.map(withoutIndex);
}

export function configuredExpression(
  plan: Plan,
  address: string,
  attribute: string,
): ConfiguredExpression | undefined {
  return configuredResource(plan, address)?.expressions?.[attribute] as ConfiguredExpression | undefined;
}

/**
 * The address of the resource whose attribute an attribute of another resource is: for an identity that the same apply creates, and that therefore has
 * no id yet.
 *
 * @returns undefined where the configuration goes another way than straight to one resource
 */
export function referencedResource(plan: Plan, address: string, attribute: string): string | undefined {
  const [first = "", ...others] = configuredExpression(plan, address, attribute)?.references ?? [];
  const { modules, resource } = splitAddress(address);
  const inModule = (instance: string) => [...modules.map((module) => `module.${module}`), instance].join(".");
  const instances = configuredResource(plan, address)?.for_each_expression?.references ?? [];
  // With `for_each` over the instances of a resource, each value is one of them.
  const isEachValue = /^each\.value\.[\w-]+$/.test(first) && others.join() === "each.value";
  const [of, ...more] = isEachValue ? [...instances, "each.key"] : [first, ...others];
  const found = RESOURCE.exec(of ?? "");
  if (found === null) return undefined;
  const [, name = "", end] = found;
  // Beside an attribute Terraform names its resource.
  if (end === ".") return more.every((other) => other === name) ? inModule(name) : undefined;
  const isOwnIndex = more.length === 1 && (more[0] === "each.key" || more[0] === "count.index");
  return isOwnIndex ? inModule(name + indexOf(resource)) : undefined;
}

const RESOURCE = /^([a-z]\w*_\w+\.[\w-]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?)(\.|$)/;

function splitAddress(address: string): { modules: string[]; resource: string } {
  const modules: string[] = [];
  let rest = address;
  for (;;) {
    const match = /^module\.([\w-]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?)\./.exec(rest);
    if (match === null) return { modules, resource: rest };
    modules.push(match[1] as string);
    rest = rest.slice(match[0].length);
  }
}

function withoutIndex(name: string): string {
  return name.slice(0, name.length - indexOf(name).length);
}

function indexOf(name: string): string {
  return /\[.*\]$/.exec(name)?.[0] ?? "";
}
