import { isDeepStrictEqual } from "node:util";
import type { PlannedPrivilege } from "../access/effective-access";
import { isWhollyKnown, type ObjectValue } from "../terraform-plugin/value";
import { configuredExpression } from "./configuration";
import type { ResourceName } from "./finding";
import type { Identity } from "./identity";
import type { IdentityDirectory } from "./identity-directory";
import { privilegeOfValues } from "./privilege-of-values";
import { serverOf } from "./provider-host";
import type { ResourceMoments } from "./resource-moments";
import { type Server, serverKey } from "./server";

/** The privileges of an identity in a project at the three moments that a review compares. */
export interface PrivilegePair {
  readonly server: Server;
  readonly identity: Identity;
  /** null while it is not known. */
  readonly project: string | null;
  readonly isProjectSensitive: boolean;
  readonly recorded: PlannedPrivilege[];
  readonly actual: PlannedPrivilege[];
  readonly planned: PlannedPrivilege[];
  /** Sources of privileges that the plan leaves alone. */
  readonly untouched: Set<string>;
  /** Sources of privileges that nobody changed outside Terraform. */
  readonly undrifted: Set<string>;
  /** Sources of privileges that stay in force and that Terraform forgets. */
  readonly released: Set<string>;
  /** Where the privileges of a source come from. */
  readonly names: Map<string, ResourceName>;
}

/** Groups privileges by server, identity and project, across plans. */
export function privilegePairs(
  resources: readonly ResourceMoments[],
  identities: IdentityDirectory,
): PrivilegePair[] {
  const pairs = new Map<string, PrivilegePair>();
  const pairOf = (resource: ResourceMoments, values: ObjectValue): PrivilegePair => {
    const identity = identities.identityOf(resource, values);
    const project = typeof values.project_slug === "string" ? values.project_slug : null;
    const isProjectSensitive = project === null && resource.sensitive.has("project_slug");
    const server = serverOf(resource);
    // Where not even the provider is known, each resource may be on a server of its own.
    const isOfUnknownProvider = server.kind === "unknown" && server.provider === null;
    const place = isOfUnknownProvider ? [resource.plan.source, resource.address] : serverKey(server);
    const key = JSON.stringify([place, identity.key, project ?? ["unknown", resource.address]]);
    let pair = pairs.get(key);
    if (pair === undefined)
      pairs.set(key, (pair = emptyPair({ server, identity, project, isProjectSensitive })));
    return pair;
  };
  resources.forEach((resource, index) => {
    const source = String(index);
    const configured = configuredExpression(resource.plan, resource.address, "temporary");
    for (const moment of ["recorded", "actual", "planned"] as const) {
      const values = resource[moment];
      const privilege = values && privilegeOfValues(values, source, configured);
      if (!values) continue;
      const pair = pairOf(resource, values);
      pair.names.set(source, resourceName(resource));
      if (privilege) pair[moment].push(privilege);
      if (isLeftAlone(resource)) pair.untouched.add(source);
      if (isSame(resource.recorded, resource.actual)) pair.undrifted.add(source);
      if (resource.actions.includes("forget")) pair.released.add(source);
    }
  });
  return [...pairs.values()];
}

export function resourceName({ plan, address }: Pick<ResourceMoments, "plan" | "address">): ResourceName {
  return { source: plan.source, address, constructPath: plan.constructPaths.get(address) };
}

function emptyPair(
  place: Pick<PrivilegePair, "server" | "identity" | "project" | "isProjectSensitive">,
): PrivilegePair {
  return {
    ...place,
    recorded: [],
    actual: [],
    planned: [],
    untouched: new Set(),
    undrifted: new Set(),
    released: new Set(),
    names: new Map(),
  };
}

function isLeftAlone({ actions, actual, planned }: ResourceMoments): boolean {
  return actions.every((action) => action === "no-op") || isSame(actual, planned);
}

function isSame(a: ObjectValue | null, b: ObjectValue | null): boolean {
  return a === b || (isDeepStrictEqual(a, b) && isWhollyKnown(b));
}
