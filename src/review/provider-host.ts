import { type ConfiguredExpression, configuredResource } from "./configuration";
import type { Plan } from "./read-plan";

/** The server of a resource's provider: a host, `null` where the environment names it, `undefined` where a plan does not tell. */
export type ConfiguredHost = string | null | undefined;

/** Which server the provider of a resource is configured for. */
export function configuredHost(plan: Plan, address: string): ConfiguredHost {
  const configured = plan.document.configuration?.provider_config;
  const key = configuredResource(plan, address)?.provider_config_key;
  // A resource that is no longer configured belongs to the provider without an alias, if anything tells.
  const provider = configured?.[key ?? "infisicalaccess"];
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
