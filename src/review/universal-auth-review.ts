import { isDeepStrictEqual } from "node:util";
import type { ObjectValue } from "../terraform-plugin/value";
import type { Finding } from "./finding";
import type { IdentityDirectory } from "./identity-directory";
import { phrase, strong } from "./phrase";
import { resourceName } from "./privilege-pairs";
import { serverOf } from "./provider-host";
import type { ResourceMoments } from "./resource-moments";
import { universalAuthFindings } from "./universal-auth-findings";
import { type PlannedUniversalAuth, universalAuthOfValues } from "./universal-auth-values";

type Found = ReturnType<typeof universalAuthFindings>[number];

/** What happens to a universal auth. */
export function universalAuthChanges(resource: ResourceMoments, identities: IdentityDirectory): Finding[] {
  const { recorded, actual, planned, actions } = resource;
  if (actions.every((action) => action === "no-op")) return [];
  if (actions.includes("forget") && actual !== null) return [released(resource, actual, identities)];
  const change = (
    values: ObjectValue,
    before: ObjectValue | null,
    after: ObjectValue | null,
    once: ObjectValue | null,
  ) => {
    const moments = {
      before: settingsOf(before),
      after: settingsOf(after),
      recorded: settingsOf(once),
      isReplaced: actions.includes("delete") && actions.includes("create"),
      adopts: planned?.adopt_existing === true,
    };
    return universalAuthFindings(moments, "future").map((found) =>
      complete(resource, values, found, identities),
    );
  };
  if (actual === null || planned === null) {
    const values = actual ?? planned;
    return values === null ? [] : change(values, actual, planned, recorded);
  }
  const isOfOneIdentity =
    identities.identityOf(resource, actual).key === identities.identityOf(resource, planned).key;
  return isOfOneIdentity
    ? change(planned, actual, planned, recorded)
    : [...change(actual, actual, null, null), ...change(planned, null, planned, null)];
}

/**
 * What has happened to a universal auth outside Terraform.
 *
 * @param isApplied whether the plan does something about it
 */
export function universalAuthDrift(
  resource: ResourceMoments,
  identities: IdentityDirectory,
  isApplied: boolean,
): Finding[] {
  const { recorded, actual, planned } = resource;
  const values = actual ?? recorded;
  if (values === null || recorded === actual) return [];
  const [before, after, then] = [recorded, actual, planned].map(settingsOf) as [
    PlannedUniversalAuth | null,
    PlannedUniversalAuth | null,
    PlannedUniversalAuth | null,
  ];
  const moments = { before, after, recorded: null, isReplaced: false, adopts: false };
  return universalAuthFindings(moments, "past").map((found) => {
    const predicate = isApplied
      ? phrase`${found.predicate}; ${outcome(found, after, then)}`
      : found.predicate;
    return complete(resource, values, { ...found, predicate }, identities);
  });
}

function outcome(
  { settings }: Found,
  actual: PlannedUniversalAuth | null,
  planned: PlannedUniversalAuth | null,
): string {
  if (actual === null) return planned === null ? "this apply leaves it so" : "this apply attaches it again";
  if (planned === null) return "this apply detaches it";
  const stays = settings.every(({ field }) => isDeepStrictEqual(actual[field], planned[field]));
  return stays ? "this apply leaves it" : "this apply changes it back";
}

function released(resource: ResourceMoments, values: ObjectValue, identities: IdentityDirectory): Finding {
  const predicate = phrase`keeps its universal auth, which Terraform ${strong("no longer manages")}`;
  return complete(resource, values, { kinds: ["released"], predicate, settings: [] }, identities);
}

function complete(
  resource: ResourceMoments,
  values: ObjectValue,
  found: Found,
  identities: IdentityDirectory,
): Finding {
  const identity = identities.identityOf(resource, values);
  return {
    ...found,
    concerns: "universal auth",
    server: serverOf(resource),
    identity,
    project: null,
    resources: [resourceName(resource)],
    grants: [],
  };
}

function settingsOf(values: ObjectValue | null): PlannedUniversalAuth | null {
  return values && universalAuthOfValues(values);
}
