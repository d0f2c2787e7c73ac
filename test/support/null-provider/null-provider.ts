import { randomInt } from "node:crypto";
import type { Provider, Resource } from "../../../src/terraform-plugin";

export const NULL_PROVIDER_ADDRESS = "registry.terraform.io/hashicorp/null";

/** The version that `@cdktf/provider-null` asks for. */
export const NULL_PROVIDER_VERSION = "3.2.4";

/**
 * A stand-in for the null provider, whose binary comes from the Terraform registry and so not to a machine without a network. Its one
 * resource behaves like the original: it holds nothing but triggers, and a change of those replaces it.
 */
export const nullProvider: Provider<null> = {
  address: NULL_PROVIDER_ADDRESS,
  version: NULL_PROVIDER_VERSION,
  schema: { version: 0, description: "A stand-in for hashicorp/null.", attributes: {} },
  resources: [nullResource()],
  dataSources: [],
  configure: () => Promise.resolve(null),
};

function nullResource(): Resource<null> {
  return {
    typeName: "null_resource",
    schema: {
      version: 0,
      description: "A resource that does nothing.",
      attributes: {
        id: { type: "string", computed: true, useStateForUnknown: true, description: "A random number." },
        triggers: {
          type: { map: "string" },
          optional: true,
          requiresReplace: true,
          description: "Values whose change replaces the resource.",
        },
      },
    },
    read: ({ state }) => Promise.resolve({ state }),
    create: ({ planned }) => Promise.resolve({ state: { ...planned, id: String(randomInt(2 ** 47)) } }),
    update: ({ planned }) => Promise.resolve({ state: planned }),
    delete: () => Promise.resolve(),
    importState: ({ id }) => Promise.resolve({ state: { id, triggers: null } }),
  };
}
