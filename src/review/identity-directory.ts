import type { ObjectValue } from "../terraform-plugin/value";
import { referencedResource } from "./configuration";
import type { Identity } from "./identity";
import type { Plan } from "./read-plan";
import type { ResourceMoments } from "./resource-moments";
import { resourcesOf, stateResources } from "./resource-moments";

const IDENTITY_TYPE = "infisical_identity";

/**
 * Who the identities of plans are. A name comes from an `infisical_identity` of the official provider in one of the plans, else from the names that
 * somebody gives, else it is the path of a construct, or the address of a resource, that speaks of the identity.
 */
export class IdentityDirectory {
  readonly #byId = new Map<string, string>();
  readonly #byAddress = new Map<string, string>();
  readonly #identities = new Map<string, Identity>();

  /** @param names UUID → name */
  constructor(
    private readonly plans: readonly Plan[],
    private readonly names: ReadonlyMap<string, string>,
  ) {
    for (const plan of plans) this.#learn(plan);
  }

  /** The identity of a privilege or universal auth, from the values of its resource. The same object for the same identity. */
  identityOf(
    { plan, address, sensitive }: Pick<ResourceMoments, "plan" | "address" | "sensitive">,
    values: ObjectValue,
  ): Identity {
    const id = typeof values.identity_id === "string" ? values.identity_id.toLowerCase() : null;
    const reference = id === null ? referencedResource(plan, address, "identity_id") : undefined;
    const key = id ?? this.#globalAddress(plan, reference ?? address);
    let identity = this.#identities.get(key);
    if (identity === undefined) {
      const name =
        id === null
          ? reference && (this.#byAddress.get(key) ?? reference)
          : (this.#byId.get(id) ?? this.names.get(id));
      const isSensitive = id === null && sensitive.has("identity_id");
      identity = { key, id, isSensitive, name: name ?? plan.constructPaths.get(address) ?? address };
      this.#identities.set(key, identity);
    }
    return identity;
  }

  #learn(plan: Plan): void {
    const { resource_changes: changes = [], planned_values: planned } = plan.document;
    const seen = [
      ...stateResources(plan),
      ...changes.map(({ address, type, change }) => ({ address, type, values: change.before })),
      ...resourcesOf(planned.root_module),
    ];
    for (const { address, type, values } of seen) {
      if (type !== IDENTITY_TYPE || typeof values?.name !== "string") continue;
      this.#byAddress.set(this.#globalAddress(plan, address), values.name);
      if (typeof values.id === "string") this.#byId.set(values.id.toLowerCase(), values.name);
    }
  }

  /** Where there is one plan alone its file's name does not matter: another plan of the same stack gives the same keys. */
  #globalAddress({ source }: Plan, address: string): string {
    return this.plans.length === 1 ? address : `${source} ${address}`;
  }
}
