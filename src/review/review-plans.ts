import { ScopeQuestions } from "../access/scope-questions";
import type { Finding } from "./finding";
import { IdentityDirectory } from "./identity-directory";
import {
  EXCLUSIVE,
  isJudged,
  isOurs,
  PRIVILEGE,
  signOfUnknownVersion,
  UNIVERSAL_AUTH,
} from "./our-resources";
import { privilegeFindings } from "./privilege-findings";
import { privilegePairs, resourceName } from "./privilege-pairs";
import { serverOf } from "./provider-host";
import type { Plan } from "./read-plan";
import { type ResourceMoments, resourceMoments } from "./resource-moments";
import type { NotJudged, Review, ReviewedPlan } from "./review";
import { serverKey } from "./server";
import { undeclaredDrift, undeclaredRemovals } from "./undeclared-findings";
import { universalAuthChanges, universalAuthDrift } from "./universal-auth-review";

export interface ReviewOptions {
  /** UUID of an identity, in lower case → its name, for those that no plan names. */
  readonly names?: ReadonlyMap<string, string>;
  /** Windows that end by then have ended; when the newest plan was made, or else the present, where it is left out. */
  readonly now?: Date;
  /** Why the plans are read: "review", where it is left out. */
  readonly purpose?: Review["purpose"];
}

/** Reviews plans together: what an identity may do in a project is what the privileges of all stacks allow. */
export function reviewPlans(plans: readonly Plan[], options: ReviewOptions = {}): Review {
  const { names = new Map(), purpose = "review" } = options;
  const isApplied = purpose === "review";
  const byPlan = plans.map((plan) => resourceMoments(plan));
  const reviewed = plans.map((plan, index) => reviewedPlan(plan, byPlan[index] ?? []));
  const now = options.now ?? newest(reviewed) ?? new Date();
  const identities = new IdentityDirectory(plans, names);
  const questions = new ScopeQuestions();

  const resources = byPlan.flat();
  const judged = resources.filter(isJudged);
  const ofType = (type: string) => judged.filter((resource) => resource.type === type);
  const pairs = privilegePairs(ofType(PRIVILEGE), identities).map((pair) =>
    privilegeFindings(pair, { questions, now, isApplied }),
  );
  const findings = [
    ...pairs.flatMap((pair) => pair.findings),
    ...ofType(UNIVERSAL_AUTH).flatMap((resource) => universalAuthChanges(resource, identities)),
    ...ofType(EXCLUSIVE).flatMap((resource) => undeclaredRemovals(resource, identities)),
  ];
  const drift = [
    ...pairs.flatMap((pair) => pair.drift),
    ...ofType(UNIVERSAL_AUTH).flatMap((resource) => universalAuthDrift(resource, identities, isApplied)),
    // `findDrift` asks the server itself for what nobody declares.
    ...(isApplied ? ofType(EXCLUSIVE).flatMap((resource) => undeclaredDrift(resource, identities)) : []),
  ];
  const servers = [
    ...pairs.map(({ access }) => access.server),
    ...[...ofType(UNIVERSAL_AUTH), ...ofType(EXCLUSIVE)].map(serverOf),
  ];
  return {
    purpose,
    plans: reviewed,
    now,
    isOfSeveralServers: new Set(servers.map(serverKey)).size > 1,
    findings: sortFindings(findings),
    drift: sortFindings(drift),
    notJudged: resources.filter(isBeyondJudgement).map(notJudged),
    changesWithoutEffect: countWithoutEffect(judged, findings),
    access: pairs.map(({ access }) => access).sort((a, b) => compareTexts(sortKey(a), sortKey(b))),
    failures: [],
  };
}

function reviewedPlan(plan: Plan, resources: readonly ResourceMoments[]): ReviewedPlan {
  const {
    terraform_version: terraformVersion,
    timestamp,
    complete,
    deferred_changes: deferred = [],
  } = plan.document;
  const madeAt = timestamp === undefined ? undefined : new Date(timestamp);
  return {
    source: plan.source,
    terraformVersion,
    madeAt: madeAt === undefined || Number.isNaN(madeAt.getTime()) ? undefined : madeAt,
    isComplete: complete !== false && deferred.length === 0,
    ownResources: resources.filter(isOurs).length,
    signOfUnknownVersion: signOfUnknownVersion(plan, resources),
  };
}

function newest(plans: readonly ReviewedPlan[]): Date | undefined {
  const times = plans.flatMap(({ madeAt }) => (madeAt === undefined ? [] : [madeAt.getTime()]));
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}

/** Changes of the official provider's resources, and of resources that another version of this provider may know. */
function isBeyondJudgement(resource: ResourceMoments): boolean {
  const concernsInfisical = /^infisical(access)?_/.test(resource.type) || isOurs(resource);
  return concernsInfisical && !isJudged(resource) && isChange(resource);
}

function isChange({ actions }: ResourceMoments): boolean {
  return actions.some((action) => action !== "no-op" && action !== "read");
}

function notJudged(resource: ResourceMoments): NotJudged {
  return { resource: resourceName(resource), type: resource.type, actions: resource.actions };
}

function countWithoutEffect(judged: readonly ResourceMoments[], findings: readonly Finding[]): number {
  const effective = new Set(
    findings.flatMap(({ resources }) => resources.map(({ source, address }) => `${source} ${address}`)),
  );
  return judged.filter(
    (resource) => isChange(resource) && !effective.has(`${resource.plan.source} ${resource.address}`),
  ).length;
}

/** By identity, then projects before universal auth. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => compareTexts(sortKey(a), sortKey(b)));
}

/** Projects first, then universal auth. */
function sortKey({
  identity,
  project,
  concerns,
  server,
}: Pick<Finding, "identity" | "project" | "server"> & Partial<Pick<Finding, "concerns">>): string {
  return JSON.stringify([
    identity.name,
    identity.key,
    concerns ?? "privileges",
    project ?? "",
    serverKey(server),
  ]);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
