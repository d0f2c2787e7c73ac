import { parseHost } from "../infisical/parse-host";
import { PROVIDER_ADDRESS } from "../provider/address";
import { type ConfiguredExpression, configuredResource } from "./configuration";
import type { Plan } from "./read-plan";

/** The server of a resource's provider: a host, `null` where the environment names it, `undefined` where a plan does not tell. */
export type ConfiguredHost = string | null | undefined;

/** Which server the provider of a resource is configured for. */
export function configuredHost(plan: Plan, address: string): ConfiguredHost {
  // A resource that is no longer configured belongs to the provider without an alias, if anything tells.
  return hostOf(plan, configuredResource(plan, address)?.provider_config_key ?? WITHOUT_ALIAS);
}

/**
 * A text that is equal for resources that are surely on one server: an id means nothing on another one, but servers can share ids, as after a restore. In
 * doubt it is another server, for what was allowed on one must not pass for allowed on the other.
 */
export function serverKey(plan: Plan, address: string): string {
  const resource = configuredResource(plan, address);
  if (resource) return serverOf(plan, resource.provider_config_key ?? WITHOUT_ALIAS);
  const providers = Object.entries(plan.document.configuration?.provider_config ?? {})
    .filter(
      ([, { full_name: name, module_address: module }]) => name === PROVIDER_ADDRESS && module === undefined,
    )
    .map(([key]) => serverOf(plan, key));
  const [only = serverOf(plan, WITHOUT_ALIAS), ...others] = new Set(providers);
  return others.length === 0 ? only : JSON.stringify([plan.source, address]);
}

const WITHOUT_ALIAS = "infisicalaccess";

function serverOf(plan: Plan, key: string): string {
  const host = hostOf(plan, key);
  if (host === null) return "the server of the environment";
  if (host === undefined) return JSON.stringify([plan.source, key]);
  const parsed = parseHost(host);
  return "url" in parsed ? parsed.url : host;
}

function hostOf(plan: Plan, key: string): ConfiguredHost {
  const provider = plan.document.configuration?.provider_config?.[key];
  const expression = provider?.expressions?.host as ConfiguredExpression | undefined;
  return expression === undefined ? null : valueOf(plan, expression);
}

/** A constant, or the value of one variable. */
function valueOf(
  plan: Plan,
  { constant_value: constant, references = [] }: ConfiguredExpression,
): string | undefined {
  if (typeof constant === "string" && !constant.includes("${")) return constant;
  const template = constant === undefined ? `\${${references[0] ?? ""}}` : String(constant);
  const name = /^\$\{var\.(\w+)\}$/.exec(template)?.[1];
  const value =
    name === undefined || references.length > 1 ? undefined : plan.document.variables?.[name]?.value;
  return typeof value === "string" ? value : undefined;
}
