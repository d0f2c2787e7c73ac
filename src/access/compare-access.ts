import { lastsAsLong, lastsLongerIfAppliedLate } from "./access-end";
import type { AccessScope } from "./access-scope";
import { type EffectiveAccess, type Grant, speaksOf } from "./effective-access";
import { GrantIndex } from "./grant-index";
import type { Answer, PartOfScope, ScopeQuestions } from "./scope-questions";

/**
 * How access grows. `gained`: nothing of it was there. `widened`: part of it was. `prolonged`, `permanent`: it was, for a shorter time. `regranted`: it
 * was there after the last apply and was removed since. `may-widen`: it cannot be excluded that access grows.
 */
export const GROWTH = ["gained", "widened", "prolonged", "permanent", "regranted", "may-widen"] as const;
export type Growth = (typeof GROWTH)[number];

/** How access shrinks; `may-narrow` where that depends on an order which the server does not tell. */
export const SHRINKAGE = ["lost", "narrowed", "shortened", "may-narrow"] as const;
export type Shrinkage = (typeof SHRINKAGE)[number];

/**
 * Why it cannot be excluded that access grows. `unknown`: what it is, is known only after the apply. `undecidable`: a glob or condition can't be compared
 * with what was there. `order`: one privilege allows what another forbids, and the server's order is not known. `prohibition`: a rule that forbade it
 * goes, and roles may allow it. `late-apply`: its end counts from an apply that may come late.
 */
export type Doubt = "unknown" | "undecidable" | "order" | "prohibition" | "late-apply";

/** An allowed action of which more is allowed than before. */
export interface GrownAccess {
  readonly grant: Grant;
  /** Never empty. */
  readonly growth: ReadonlySet<Growth>;
  /** Undefined unless access only may grow. */
  readonly doubt: Doubt | undefined;
  /** What of it was allowed before, or until its window ended. */
  readonly had: readonly Grant[];
}

/** An allowed action of which less is allowed than before. */
export interface ShrunkAccess {
  readonly grant: Grant;
  readonly shrinkage: Shrinkage;
  /** What of it remains. */
  readonly remaining: readonly Grant[];
}

export interface AccessComparison {
  readonly grown: readonly GrownAccess[];
  readonly shrunk: readonly ShrunkAccess[];
}

export interface AccessMoments {
  /** What is in force. */
  readonly before: EffectiveAccess;
  /** What will be. */
  readonly after: EffectiveAccess;
  /** What was after the last apply, if it is known: what comes back from it is `regranted`. */
  readonly recorded?: EffectiveAccess | undefined;
  /** Sources of privileges that are left alone: they grant the same before and after. */
  readonly untouched?: ReadonlySet<string>;
}

/**
 * What an identity may do in a project after a change and not before, and the reverse: by effect, so that a rule which moves from one privilege to
 * another is no change. Whatever can't be decided counts as growth: all that is allowed after and not before lies in `grown`, or is said to be unknown
 * by `after.unknown`.
 */
export function compareAccess(
  moments: AccessMoments,
  questions: ScopeQuestions,
  now: Date,
): AccessComparison {
  const { before, after, recorded, untouched = new Set() } = moments;
  const forbidding = [...before.prohibitions, ...after.prohibitions];
  // While all that forbids is left alone, so is the server's order between what is left alone.
  const isSettled = ({ source }: Grant) =>
    untouched.has(source) && forbidding.every((prohibition) => untouched.has(prohibition.source));
  const was = new Side(before, questions);
  const becomes = new Side(after, questions);
  const stood = recorded && new Side(recorded, questions);
  const grown = longest(after.grants.filter((grant) => !isSettled(grant)));
  const shrunk = longest(before.grants.filter((grant) => !isSettled(grant)));
  return {
    grown: [
      ...grown.flatMap((grant) => growthOf(grant, { was, becomes, stood, now }) ?? []),
      ...droppedProhibitions(before, after, questions, now),
    ],
    shrunk: shrunk.flatMap((grant) => shrinkageOf(grant, becomes, now) ?? []),
  };
}

/** The access at one moment. */
class Side {
  readonly #possible: GrantIndex;

  constructor(
    readonly access: EffectiveAccess,
    private readonly questions: ScopeQuestions,
  ) {
    this.#possible = new GrantIndex(access.grants);
  }

  get isPartlyUnknown(): boolean {
    return this.access.unknown.length > 0 || this.access.grants.some(({ certain }) => !certain);
  }

  /** What may allow part of what a grant allows. */
  touching(grant: Grant): Grant[] {
    return this.#possible
      .near(grant)
      .filter(({ scope }) => this.questions.areDisjoint(scope, grant.scope) !== "yes");
  }

  /** The parts of `touching` that are certainly allowed: less what any other privilege forbids. */
  certainly(touching: readonly Grant[]): PartOfScope[] {
    return touching
      .filter(({ certain }) => certain)
      .map((grant) => ({ scope: grant.scope, except: [...grant.except, ...this.forbiddenByOthers(grant)] }));
  }

  forbiddenByOthers(grant: Grant): AccessScope[] {
    return this.access.prohibitions
      .filter((prohibition) => prohibition.source !== grant.source && speaksOf(prohibition, grant))
      .map(({ scope }) => scope)
      .filter((scope) => this.questions.areDisjoint(scope, grant.scope) !== "yes");
  }

  /** Whether parts allow all of a grant. */
  cover(parts: readonly PartOfScope[], grant: Grant): Answer {
    return this.questions.areCovering(parts, grant);
  }
}

interface Sides {
  readonly was: Side;
  readonly becomes: Side;
  readonly stood: Side | undefined;
  readonly now: Date;
}

function growthOf(grant: Grant, { was, becomes, stood, now }: Sides): GrownAccess | undefined {
  const isLongEnough = ({ end }: Grant) => lastsAsLong(end, grant.end, now);
  const touching = was.touching(grant);
  const longEnough = touching.filter(isLongEnough);
  const lasting = was.certainly(longEnough);
  const lastingly = was.cover(lasting, grant);
  if (grant.certain && lastingly === "yes") return undefined;

  const had = touching.length > 0 ? touching : sameButEnded(grant, was.access);
  const shorter = had.filter((other) => !isLongEnough(other));
  const covered =
    longEnough.length === touching.length ? lastingly : was.cover(was.certainly(touching), grant);
  const returns =
    stood !== undefined &&
    grant.certain &&
    was.cover([...lasting, ...stood.certainly(stood.touching(grant).filter(isLongEnough))], grant) === "yes";
  const growth = new Set<Growth>();
  const doubt = doubtOf();
  if (returns) growth.add("regranted");
  else if (doubt !== undefined) growth.add("may-widen");
  else if (covered !== "yes") growth.add(touching.length === 0 ? "gained" : "widened");
  if (!returns && shorter.some(({ end }) => !lastsLongerIfAppliedLate(grant.end, end, now)))
    growth.add(grant.end.kind === "never" ? "permanent" : "prolonged");
  return { grant, growth, doubt: growth.has("may-widen") ? doubt : undefined, had };

  function doubtOf(): Doubt | undefined {
    if (!grant.certain) return "unknown";
    if (isContested()) return "order";
    if (covered === "undecided" && touching.length > 0) return "undecidable";
    const isLate = shorter.every(({ end }) => lastsLongerIfAppliedLate(grant.end, end, now));
    return covered === "yes" && isLate ? "late-apply" : undefined;
  }

  function isContested(): boolean {
    const forbidding = [was, becomes].filter(({ access }) => access.prohibitions.length > 0);
    if (forbidding.length === 0) return false;
    return [...touching, ...becomes.touching(grant)].some((other) =>
      forbidding.some((side) => side.forbiddenByOthers(other).length > 0),
    );
  }
}

function sameButEnded(grant: Grant, { ended }: EffectiveAccess): Grant[] {
  return ended.filter(
    ({ subject, action, scope }) =>
      subject === grant.subject && action === grant.action && scope.key === grant.scope.key,
  );
}

function shrinkageOf(grant: Grant, becomes: Side, now: Date): ShrunkAccess | undefined {
  const remaining = becomes.touching(grant);
  const lasting = remaining.filter(({ end }) => lastsAsLong(end, grant.end, now));
  if (becomes.cover(becomes.certainly(lasting), grant) === "yes") return undefined;
  if (becomes.cover(becomes.certainly(remaining), grant) === "yes")
    return { grant, shrinkage: "shortened", remaining };
  const isLost = becomes.access.unknown.length === 0 && becomes.cover(remaining, grant) === "no";
  if (isLost) return { grant, shrinkage: remaining.length === 0 ? "lost" : "narrowed", remaining };
  // What is not known yet is said to widen access already; that it might narrow it helps nobody.
  return becomes.isPartlyUnknown ? undefined : { grant, shrinkage: "may-narrow", remaining };
}

/** A rule that forbade something also cut what project roles allow. Nobody knows them here, so its going may widen access. */
function droppedProhibitions(
  before: EffectiveAccess,
  after: EffectiveAccess,
  questions: ScopeQuestions,
  now: Date,
): GrownAccess[] {
  return before.prohibitions.flatMap((prohibition) => {
    const kept = after.prohibitions.filter(
      (other) =>
        other.certain && speaksOf(other, prohibition) && lastsAsLong(other.end, prohibition.end, now),
    );
    if (questions.areCovering(kept, prohibition) === "yes") return [];
    return [{ grant: prohibition, growth: new Set(["may-widen"] as const), doubt: "prohibition", had: [] }];
  });
}

/** Of grants that differ in source and end alone those that last longest. What is not known of two privileges is not the same. */
function longest(grants: readonly Grant[]): Grant[] {
  const distinct = new Map<string, Grant>();
  for (const grant of grants) {
    const { subject, action, scope, except, end } = grant;
    const comparable = end.kind === "at" ? "at" : end;
    const unknown = grant.certain ? null : grant.source;
    const key = JSON.stringify([
      subject,
      action,
      scope.key,
      except.map((other) => other.key),
      comparable,
      unknown,
    ]);
    const known = distinct.get(key);
    const isLonger =
      known === undefined || (known.end.kind === "at" && end.kind === "at" && end.time > known.end.time);
    if (isLonger) distinct.set(key, grant);
  }
  return [...distinct.values()];
}
