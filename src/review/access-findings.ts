import type { AccessComparison, GrownAccess, ShrunkAccess } from "../access/compare-access";
import type { EffectiveAccess, Grant } from "../access/effective-access";
import { GrantIndex } from "../access/grant-index";
import type { ScopeQuestions } from "../access/scope-questions";
import { describeGrown, describeShrunk, type GrownActions, type ShrunkActions } from "./access-predicates";
import type { Tense } from "./tense";
import type { Finding } from "./finding";

export interface AccessFinding extends Pick<Finding, "kinds" | "predicate" | "grants"> {
  /** Of the privileges that it is about. */
  readonly sources: readonly string[];
}

/** What a comparison found, in sentences: the actions of which the same is to be said share one. Growth first. */
export function accessFindings(
  comparison: AccessComparison,
  before: EffectiveAccess,
  questions: ScopeQuestions,
  tense: Tense,
): AccessFinding[] {
  const others = new OtherActions(before, questions);
  const grown = groupBy(
    comparison.grown.map((one) => ({ ...one, otherActions: others.beside(one) })),
    keyOfGrown,
  );
  const shrunk = groupBy(comparison.shrunk, keyOfShrunk);
  return [
    ...grown.map(([first, ...rest]): AccessFinding => {
      const actions: GrownActions = { ...first, grants: [first, ...rest].map(({ grant }) => grant) };
      return {
        kinds: [...first.growth],
        predicate: describeGrown(actions, tense),
        // What was forbidden is nothing that anybody is granted.
        grants: first.doubt === "prohibition" ? [] : actions.grants,
        sources: sourcesOf(actions.grants),
      };
    }),
    ...shrunk.map(([first, ...rest]): AccessFinding => {
      const actions: ShrunkActions = { ...first, grants: [first, ...rest].map(({ grant }) => grant) };
      return {
        kinds: [first.shrinkage],
        predicate: describeShrunk(actions, tense),
        grants: actions.grants,
        sources: sourcesOf(actions.grants),
      };
    }),
  ];
}

function sourcesOf(grants: readonly Grant[]): string[] {
  return [...new Set(grants.map(({ source }) => source))];
}

/** Finds which other actions were allowed before at the place of one that is gained. */
class OtherActions {
  readonly #grants: GrantIndex;
  readonly #bySubject = new Map<string, Set<string>>();

  constructor(
    before: EffectiveAccess,
    private readonly questions: ScopeQuestions,
  ) {
    this.#grants = new GrantIndex(before.grants);
    for (const { subject, action } of before.grants) {
      const actions = this.#bySubject.get(subject);
      if (actions === undefined) this.#bySubject.set(subject, new Set([action]));
      else actions.add(action);
    }
  }

  beside({ grant, growth }: GrownAccess): string[] {
    if (!growth.has("gained")) return [];
    const candidates = [...(this.#bySubject.get(grant.subject) ?? [])];
    return candidates.filter((action) => this.#isAllowed({ ...grant, action })).sort();
  }

  #isAllowed(grant: Grant): boolean {
    return this.questions.areCovering(this.#grants.near(grant), grant) === "yes";
  }
}

type GrownWithOthers = GrownAccess & { readonly otherActions: readonly string[] };

function keyOfGrown({ grant, growth, doubt, had, otherActions }: GrownWithOthers): string {
  return JSON.stringify([placeKey(grant), [...growth].sort(), doubt, had.map(placeKey).sort(), otherActions]);
}

function keyOfShrunk({ grant, shrinkage, remaining }: ShrunkAccess): string {
  return JSON.stringify([placeKey(grant), shrinkage, remaining.map(placeKey).sort()]);
}

function placeKey({ subject, scope, except, end, certain }: Grant): string {
  return JSON.stringify([subject, scope.key, except.map(({ key }) => key), end, certain]);
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): [Item, ...Item[]][] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
