import { compareAccess } from "../access/compare-access";
import { type EffectiveAccess, effectiveAccess } from "../access/effective-access";
import type { ScopeQuestions } from "../access/scope-questions";
import { type AccessFinding, accessFindings } from "./access-findings";
import { type Finding, isGrowth } from "./finding";
import { NOT_IN_PLAN } from "./not-in-plan";
import { phrase, strong } from "./phrase";
import type { PrivilegePair } from "./privilege-pairs";
import { addressPart } from "./resource-phrase";
import type { PairAccess } from "./review";

export interface PairFindings {
  readonly findings: readonly Finding[];
  readonly drift: readonly Finding[];
  readonly access: PairAccess;
}

interface Circumstances {
  readonly questions: ScopeQuestions;
  readonly now: Date;
  /** Whether the plans change anything: a refresh-only plan leaves everything as somebody made it. */
  readonly isApplied: boolean;
}

/** What happens to what an identity may do in a project, and what has happened outside Terraform. */
export function privilegeFindings(pair: PrivilegePair, circumstances: Circumstances): PairFindings {
  const { questions, now, isApplied } = circumstances;
  const { untouched, undrifted } = pair;
  const isDrifted = [...pair.names.keys()].some((source) => !undrifted.has(source));
  const before = effectiveAccess(pair.actual, now);
  const after = effectiveAccess(pair.planned, now);
  const recorded = isDrifted ? effectiveAccess(pair.recorded, now) : before;

  const change = compareAccess({ before, after, untouched, ...(isDrifted && { recorded }) }, questions, now);
  const drift = isDrifted
    ? compareAccess({ before: recorded, after: before, untouched: undrifted }, questions, now)
    : { grown: [], shrunk: [] };
  return {
    findings: [
      ...accessFindings(change, before, questions, "future").map((found) => complete(pair, found)),
      ...unknownPrivileges(pair),
      ...releasedPrivileges(pair),
    ],
    drift: outside(pair, accessFindings(drift, recorded, questions, "past")).map((found) =>
      complete(pair, withOutcome(found, after, circumstances)),
    ),
    access: {
      server: pair.server,
      identity: pair.identity,
      project: pair.project,
      ...(isApplied ? { before, after } : { before: recorded, after: before }),
    },
  };
}

function complete(
  { server, identity, project, isProjectSensitive, names }: PrivilegePair,
  found: AccessFinding,
): Finding {
  const { sources, kinds, predicate, grants } = found;
  const resources = sources.map((source) => names.get(source)).filter((name) => name !== undefined);
  return {
    concerns: "privileges",
    server,
    identity,
    project,
    isProjectSensitive,
    kinds,
    predicate,
    grants,
    resources,
    settings: [],
  };
}

/** What somebody did outside Terraform, whether or not the identity may do something else because of it. */
function outside({ names, undrifted }: PrivilegePair, effective: readonly AccessFinding[]): AccessFinding[] {
  const told = new Set(effective.flatMap(({ sources }) => sources));
  const untold = [...names].filter(([source]) => !undrifted.has(source) && !told.has(source));
  return [
    ...effective,
    ...untold.map(([source]): AccessFinding => {
      const predicate = phrase`has a privilege that was changed or removed, and may do the same as before`;
      return { kinds: ["no-effect"], predicate, grants: [], sources: [source] };
    }),
  ];
}

/** What becomes of something that somebody did outside Terraform. */
function withOutcome(
  found: AccessFinding,
  after: EffectiveAccess,
  { questions, now, isApplied }: Circumstances,
): AccessFinding {
  if (!isApplied || found.grants.length === 0) return found;
  const asked: EffectiveAccess = { grants: found.grants, prohibitions: [], ended: [], unknown: [] };
  const isThereAfterwards = compareAccess({ before: after, after: asked }, questions, now).grown.length === 0;
  return { ...found, predicate: phrase`${found.predicate}; ${outcome(isGrowth(found), isThereAfterwards)}` };
}

function outcome(hasGrown: boolean, isThereAfterwards: boolean): string {
  if (hasGrown) return isThereAfterwards ? "this apply leaves it" : "this apply takes it back";
  return isThereAfterwards ? "this apply grants it again" : "this apply leaves it so";
}

function unknownPrivileges(pair: PrivilegePair): Finding[] {
  return pair.planned
    .filter(({ rules, source }) => rules === undefined && !pair.untouched.has(source))
    .map(({ source }) => {
      const address = addressPart(pair.names.get(source)?.address ?? "");
      const predicate = phrase`may gain ${strong("anything")}: what ${address} grants is not in the plan, because it is ${NOT_IN_PLAN}`;
      return complete(pair, { kinds: ["may-widen"], predicate, grants: [], sources: [source] });
    });
}

function releasedPrivileges(pair: PrivilegePair): Finding[] {
  return pair.planned
    .filter(({ source }) => pair.released.has(source))
    .map(({ source }) => {
      const address = addressPart(pair.names.get(source)?.address ?? "");
      const predicate = phrase`keeps what ${address} grants, which Terraform ${strong("no longer manages")}`;
      return complete(pair, { kinds: ["released"], predicate, grants: [], sources: [source] });
    });
}
