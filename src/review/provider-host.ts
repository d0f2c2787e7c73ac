import { parseHost } from "../infisical/parse-host";
import { PROVIDER_ADDRESS } from "../provider/address";
import { type ConfiguredExpression, configuredModule, configuredResource, modulesOf } from "./configuration";
import type { Plan } from "./read-plan";
import { type Server, serverKey } from "./server";

/** The server of a resource's provider: a host, `null` where the environment names it, `undefined` where a plan does not tell. */
export type ConfiguredHost = string | null | undefined;

/** Which server the provider of a resource is configured for. */
export function configuredHost(plan: Plan, address: string): ConfiguredHost {
  // A resource that is no longer configured belongs to the provider without an alias, if anything tells.
  const host = hostOf(plan, configuredResource(plan, address)?.provider_config_key ?? WITHOUT_ALIAS);
  return host && host.text;
}

/** Which server a resource is on, as a reader may be told. */
export function serverOf({ plan, address }: { readonly plan: Plan; readonly address: string }): Server {
  const resource = configuredResource(plan, address);
  if (resource) return serverOfProvider(plan, resource.provider_config_key ?? WITHOUT_ALIAS);
  const providers = Object.entries(plan.document.configuration?.provider_config ?? {})
    .filter(
      ([, { full_name: name, module_address: module }]) => name === PROVIDER_ADDRESS && module === undefined,
    )
    .map(([key]) => serverOfProvider(plan, key));
  const [only = serverOfProvider(plan, WITHOUT_ALIAS), ...others] = providers;
  return others.every((other) => serverKey(other) === serverKey(only))
    ? only
    : { kind: "unknown", plan: plan.source, provider: null, from: [] };
}

const WITHOUT_ALIAS = "infisicalaccess";

function serverOfProvider(plan: Plan, key: string): Server {
  const host = hostOf(plan, key);
  if (host === null) return { kind: "environment" };
  const parsed = host === undefined || host.isSensitive ? undefined : parseHost(host.text);
  return parsed !== undefined && "url" in parsed
    ? { kind: "host", url: parsed.url }
    : { kind: "unknown", plan: plan.source, provider: key, from: originsOf(plan, key) };
}

interface KnownHost {
  readonly text: string;
  /** Whether it comes from a variable that must not be printed. */
  readonly isSensitive: boolean;
}

/** @returns null where it is not configured, undefined where the plan does not tell it */
function hostOf(plan: Plan, key: string): KnownHost | null | undefined {
  const { expression, modules } = configurationOf(plan, key);
  return expression === undefined ? null : valueOf(plan, expression, modules);
}

function configurationOf(plan: Plan, key: string) {
  const provider = plan.document.configuration?.provider_config?.[key];
  return {
    expression: provider?.expressions?.host as ConfiguredExpression | undefined,
    modules: modulesOf(provider?.module_address),
  };
}

/** A constant, or the value of one variable: of a module, what it is called with. */
function valueOf(
  plan: Plan,
  { constant_value: constant, references = [] }: ConfiguredExpression,
  modules: readonly string[],
): KnownHost | undefined {
  if (typeof constant === "string" && !constant.includes("${")) return { text: constant, isSensitive: false };
  const template = constant === undefined ? `\${${references[0] ?? ""}}` : String(constant);
  const name = /^\$\{var\.([\w-]+)\}$/.exec(template)?.[1];
  if (name === undefined || references.length > 1) return undefined;
  const isSensitive = configuredModule(plan, modules)?.variables?.[name]?.sensitive === true;
  if (modules.length > 0) {
    const outer = modules.slice(0, -1);
    const call = configuredModule(plan, outer)?.module_calls?.[modules.at(-1) ?? ""];
    const given = call?.expressions?.[name] as ConfiguredExpression | undefined;
    const host = given && valueOf(plan, given, outer);
    return host && { ...host, isSensitive: isSensitive || host.isSensitive };
  }
  const value = plan.document.variables?.[name]?.value;
  return typeof value === "string" ? { text: value, isSensitive } : undefined;
}

/** What a host is made from that the plan does not tell: another value of a variable is another server. */
function originsOf(plan: Plan, key: string): string[] {
  const { expression, modules } = configurationOf(plan, key);
  const { variables = {} } = configuredModule(plan, []) ?? {};
  return (expression?.references ?? []).map((reference) => {
    const [kind, name = "", ...path] = reference.split(".");
    const isKnown = modules.length === 0 && kind === "var" && variables[name]?.sensitive !== true;
    const value = isKnown ? memberOf(plan.document.variables?.[name]?.value, path) : undefined;
    return typeof value === "string" ? `${reference} = ${JSON.stringify(value)}` : reference;
  });
}

function memberOf(value: unknown, [name, ...path]: readonly string[]): unknown {
  if (name === undefined) return value;
  return typeof value === "object" && value !== null
    ? memberOf((value as Readonly<Record<string, unknown>>)[name], path)
    : undefined;
}
