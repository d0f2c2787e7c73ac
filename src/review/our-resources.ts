import { PROVIDER_ADDRESS } from "../provider/address";
import { infisicalAccessProvider } from "../provider/infisical-access-provider";
import { PROVIDER_VERSION } from "../provider/version";
import type { Plan } from "./read-plan";
import { type ResourceMoments, resourcesOf, stateResources } from "./resource-moments";

export const PRIVILEGE = "infisicalaccess_identity_privilege";
export const UNIVERSAL_AUTH = "infisicalaccess_universal_auth_config";
export const EXCLUSIVE = "infisicalaccess_identity_privileges_exclusive";

const JUDGED: readonly string[] = [PRIVILEGE, UNIVERSAL_AUTH, EXCLUSIVE];

/** Whether a resource belongs to this product's provider. */
export function isOurs({ providerName }: Pick<ResourceMoments, "providerName">): boolean {
  return providerName === PROVIDER_ADDRESS;
}

/** Whether a review knows what a resource means. */
export function isJudged(resource: Pick<ResourceMoments, "providerName" | "type">): boolean {
  return isOurs(resource) && JUDGED.includes(resource.type);
}

/**
 * What shows that a plan was made by another version of the provider than this command knows: a type, a version of a schema, or an attribute that is not
 * known here. Undefined when nothing does.
 */
export function signOfUnknownVersion(plan: Plan, resources: readonly ResourceMoments[]): string | undefined {
  const schemas = new Map(
    infisicalAccessProvider(PROVIDER_VERSION).resources.map(({ typeName, schema }) => [typeName, schema]),
  );
  for (const { address, type, recorded, actual, planned } of resources.filter(isOurs)) {
    const schema = schemas.get(type);
    if (schema === undefined) return `${address} is of the type ${type}`;
    const attributes = [recorded, actual, planned].flatMap((values) => Object.keys(values ?? {}));
    const unknown = attributes.find((name) => !Object.hasOwn(schema.attributes, name));
    if (unknown !== undefined) return `${address} has the attribute ${unknown}`;
  }
  const stored = [...stateResources(plan), ...resourcesOf(plan.document.planned_values.root_module)];
  const newer = stored.find(
    ({ type, provider_name: name, schema_version: version = 0, mode }) =>
      mode === "managed" && name === PROVIDER_ADDRESS && version !== (schemas.get(type)?.version ?? version),
  );
  return newer && `${newer.address} has version ${newer.schema_version} of its schema`;
}
