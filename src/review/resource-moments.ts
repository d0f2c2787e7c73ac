import type { ObjectValue } from "../terraform-plugin/value";
import { knownValues } from "./known-values";
import type { ResourceChange, StateModule, StateResource } from "./plan-document";
import type { Plan } from "./read-plan";

/** A resource of a plan at the three moments that a review compares; null where it is not there. */
export interface ResourceMoments {
  readonly plan: Plan;
  readonly address: string;
  readonly type: string;
  /** The provider's source address. */
  readonly providerName: string | undefined;
  /** After the last apply, as the state had it. */
  readonly recorded: ObjectValue | null;
  /** Now, as Terraform has read it from the server. */
  readonly actual: ObjectValue | null;
  /** After the apply. */
  readonly planned: ObjectValue | null;
  /** The attributes that are marked sensitive, and therefore unknown to a review. */
  readonly sensitive: ReadonlySet<string>;
  /** Terraform's words, such as `["delete", "create"]`; empty for a resource that the plan does not mention. */
  readonly actions: readonly string[];
}

/** The managed resources that a plan or the state in it names. */
export function resourceMoments(plan: Plan): ResourceMoments[] {
  const {
    resource_drift: drift = [],
    resource_changes: changes = [],
    deferred_changes: deferred = [],
  } = plan.document;
  const drifted = new Map(drift.map((change) => [keyOf(change), change]));
  const planned = [...changes, ...deferred.map((entry) => entry.resource_change)].filter(isManaged);
  const mentioned = new Set(planned.map(keyOf));
  const unmentioned = stateResources(plan).filter(
    (resource) => isManaged(resource) && !mentioned.has(keyOf(resource)),
  );
  const present = new Set([...mentioned, ...unmentioned.map(keyOf)]);
  const gone = drift.filter((change) => isManaged(change) && !present.has(keyOf(change)));

  const recorded = (key: string, actual: ObjectValue | null): ObjectValue | null => {
    const change = drifted.get(key);
    return change === undefined ? actual : before(change);
  };
  return [
    ...planned.map((change) => {
      const actual = before(change);
      return {
        ...nameOf(plan, change),
        sensitive: sensitiveNames(change.change.before_sensitive, change.change.after_sensitive),
        recorded: recorded(keyOf(change), actual),
        actual,
        planned: after(change, actual),
        actions: change.change.actions,
      };
    }),
    ...unmentioned.map((resource) => {
      const actual = knownValues(resource.values, undefined, resource.sensitive_values);
      return {
        ...nameOf(plan, resource),
        sensitive: sensitiveNames(resource.sensitive_values),
        recorded: recorded(keyOf(resource), actual),
        actual,
        planned: actual,
        actions: [],
      };
    }),
    ...gone.map((change) => ({
      ...nameOf(plan, change),
      sensitive: sensitiveNames(change.change.before_sensitive),
      recorded: before(change),
      actual: null,
      planned: null,
      actions: [],
    })),
  ];
}

/** The resources and data sources in the state that a plan starts from, refreshed. */
export function stateResources({ document }: Plan): StateResource[] {
  return resourcesOf(document.prior_state?.values?.root_module);
}

/** The resources and data sources of a module and those below it. */
export function resourcesOf(module: StateModule | undefined): StateResource[] {
  if (module === undefined) return [];
  return [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(resourcesOf)];
}

function nameOf(plan: Plan, resource: ResourceChange | StateResource) {
  return { plan, address: keyOf(resource), type: resource.type, providerName: resource.provider_name };
}

function isManaged({ mode }: { mode: string }): boolean {
  return mode === "managed";
}

/** An object that a failed replacement left behind has the address of its successor. */
function keyOf({ address, deposed }: { address: string; deposed?: string | undefined }): string {
  return deposed === undefined ? address : `${address} (deposed ${deposed})`;
}

function before({ change }: ResourceChange): ObjectValue | null {
  return change.before == null ? null : knownValues(change.before, undefined, change.before_sensitive);
}

function after({ change }: ResourceChange, actual: ObjectValue | null): ObjectValue | null {
  // What Terraform forgets stays on the server as it is.
  if (change.actions.includes("forget")) return actual;
  const isThere = change.after != null || change.after_unknown === true;
  return isThere ? knownValues(change.after, change.after_unknown, change.after_sensitive) : null;
}

function sensitiveNames(...marks: readonly unknown[]): ReadonlySet<string> {
  const names = marks.flatMap((mark) => Object.entries((mark ?? {}) as Readonly<Record<string, unknown>>));
  return new Set(names.filter(([, isSensitive]) => isSensitive === true).map(([name]) => name));
}
