import picomatch from "picomatch";
import { endOfWindow } from "../access/access-end";
import { describeRules, describeWindow } from "../access/describe";
import { effectiveAccess } from "../access/effective-access";
import { rulesFromAnswer } from "../access/rules-from-answer";
import type { PrivilegeAnswer } from "../infisical/privilege-answer";
import type { PrivilegePair } from "../infisical/privilege-pair";
import type { ObjectValue } from "../terraform-plugin/value";
import { briefRules } from "./brief-rules";
import type { Finding } from "./finding";
import type { Identity } from "./identity";
import type { IdentityDirectory } from "./identity-directory";
import { EXCLUSIVE, isOurs, PRIVILEGE } from "./our-resources";
import { code, phrase, strong } from "./phrase";
import type { ResourceMoments } from "./resource-moments";
import type { Server } from "./server";

/** The official provider's resource for the same privileges. */
const OFFICIAL_PRIVILEGE = "infisical_project_identity_specific_privilege";

/** An identity in a project of which some stack manages a privilege. */
export interface ManagedPair {
  readonly pair: PrivilegePair;
  readonly identity: Identity;
  /** The resources of this product's provider that name the pair. */
  readonly resources: readonly ResourceMoments[];
  readonly managedIds: ReadonlySet<string>;
  readonly managedSlugs: ReadonlySet<string>;
}

export interface PairOnServer extends ManagedPair {
  readonly server: Server;
}

/** The pairs that the states of all stacks together name, and what these states hold of each. */
export function managedPairs(
  resources: readonly ResourceMoments[],
  identities: IdentityDirectory,
): ManagedPair[] {
  const pairs = new Map<
    string,
    ManagedPair & { resources: ResourceMoments[]; managedIds: Set<string>; managedSlugs: Set<string> }
  >();
  for (const resource of resources) {
    const isOwn = isOurs(resource) && (resource.type === PRIVILEGE || resource.type === EXCLUSIVE);
    if (!isOwn && resource.type !== OFFICIAL_PRIVILEGE) continue;
    for (const values of [resource.recorded, resource.actual]) {
      const pair = values && pairOf(values);
      if (!values || !pair) continue;
      const key = `${pair.identityId.toLowerCase()}/${pair.projectSlug}`;
      let known = pairs.get(key);
      if (known === undefined) {
        const identity = identities.identityOf(resource, values);
        known = { pair, identity, resources: [], managedIds: new Set(), managedSlugs: new Set() };
        pairs.set(key, known);
      }
      if (isOwn) known.resources.push(resource);
      if (typeof values.id === "string") known.managedIds.add(values.id);
      if (resource.type === OFFICIAL_PRIVILEGE && typeof values.slug === "string")
        known.managedSlugs.add(values.slug);
    }
  }
  return [...pairs.values()].filter((pair) => pair.resources.length > 0);
}

/** What of a LIST no stack manages, less what others own. */
export function unmanagedPrivileges(
  { pair, server, identity, managedIds, managedSlugs }: PairOnServer,
  rows: readonly PrivilegeAnswer[],
  ignore: readonly string[],
  now: Date,
): Finding[] {
  const isIgnored = ignore.length === 0 ? () => false : picomatch([...ignore]);
  return rows
    .filter(({ id, slug }) => !managedIds.has(id) && !managedSlugs.has(slug) && !isIgnored(slug))
    .sort((a, b) => (a.slug < b.slug ? -1 : 1))
    .map((row) => unmanaged(row, { server, identity, project: pair.projectSlug, now }));
}

function unmanaged(
  row: PrivilegeAnswer,
  { now, ...place }: Pick<Finding, "server" | "identity" | "project"> & { readonly now: Date },
): Finding {
  const rules = rulesFromAnswer(row.permissions);
  const window = row.isTemporary
    ? { range: row.temporaryRange ?? "", startTime: row.temporaryAccessStartTime }
    : null;
  const access = effectiveAccess([{ source: row.id, rules, end: endOfWindow(window, false) }], now);
  const whole = describeRules(rules);
  const brief = briefRules(rules);
  const predicateOf = (granted: string) =>
    phrase`has the privilege ${code(row.slug)}, which ${strong("no stack manages")}: ${granted}, ${describeWindow(window, now)}`;
  return {
    kinds: ["unmanaged"],
    concerns: "privileges",
    ...place,
    predicate: predicateOf(whole),
    ...(brief !== whole && { brief: predicateOf(brief) }),
    grants: access.grants,
    settings: [],
    resources: [],
  };
}

function pairOf({
  identity_id: identityId,
  project_slug: projectSlug,
}: ObjectValue): PrivilegePair | undefined {
  return typeof identityId === "string" && typeof projectSlug === "string"
    ? { identityId, projectSlug }
    : undefined;
}
