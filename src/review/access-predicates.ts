import { type AccessEnd, describeEnd } from "../access/access-end";
import { collapseActions } from "../access/action";
import type { Doubt, GrownAccess, ShrunkAccess } from "../access/compare-access";
import type { Grant } from "../access/effective-access";
import { NOT_IN_PLAN } from "./not-in-plan";
import { code, list, type Phrase, phrase, strong, strongName } from "./phrase";
import type { Tense } from "./tense";
import { placeOf } from "./places";

const VERBS = {
  future: {
    gain: "gains",
    regain: "gets back",
    keep: "keeps",
    lose: "loses",
    mayGain: "may gain",
    mayLose: "may lose",
  },
  past: {
    gain: "gained",
    regain: "got back",
    keep: "kept",
    lose: "lost",
    mayGain: "may have gained",
    mayLose: "may have lost",
  },
} as const;

/** Places that are named before the rest is counted. */
const MOST_PLACES = 3;

/** Grown access of one subject, place, end and reason, for some actions. */
export interface GrownActions extends Omit<GrownAccess, "grant"> {
  /** Alike but for their action. Not empty. */
  readonly grants: readonly Grant[];
  /** Other actions that were allowed at the same place. */
  readonly otherActions: readonly string[];
}

/** Shrunk access of one subject, place, end and reason, for some actions. */
export interface ShrunkActions extends Omit<ShrunkAccess, "grant"> {
  readonly grants: readonly Grant[];
}

/** "gains **edit** and **delete** on secrets in **prod** under `/payments/**` (had: read) until …" */
export function describeGrown(grown: GrownActions, tense: Tense): Phrase {
  const verbs = VERBS[tense];
  const what = whatOf(grown.grants);
  const [first] = grown.grants as [Grant];
  const until = untilOf(first.end);
  const { growth, had } = grown;
  const isLonger = growth.has("prolonged") || growth.has("permanent");
  if (growth.has("may-widen")) return doubtful(grown, what, verbs.mayGain);
  if (growth.has("regranted"))
    return phrase`${verbs.regain} ${what}, which was removed outside Terraform, ${until}`;
  if (growth.has("gained")) {
    if (isLonger) return phrase`${verbs.regain} ${what} ${until} (had it ${describeEnds(had)})`;
    return phrase`${verbs.gain} ${what}${otherActionsOf(first, grown.otherActions)} ${until}`;
  }
  if (growth.has("widened")) {
    const ends = isLonger ? phrase` ${describeEnds(had)}` : "";
    return phrase`${verbs.gain} ${what} (had it only ${placesOf(had)}${ends}) ${until}`;
  }
  const longer = growth.has("permanent") ? "" : " longer,";
  return phrase`${verbs.keep} ${what}${longer} ${until} (had it ${describeEnds(had)})`;
}

function doubtful({ doubt, grants, growth, had }: GrownActions, what: Phrase, verb: string): Phrase {
  const [{ end }] = grants as [Grant];
  const isLonger = growth.has("prolonged") || growth.has("permanent");
  const hadIt =
    had.length === 0 ? "" : phrase` (had it ${placesOf(had)}${isLonger ? ` ${describeEnds(had)}` : ""})`;
  const until = untilOf(end);
  const reasons: Record<Doubt, Phrase> = {
    unknown: phrase`${verb} ${what}${hadIt} ${until}: its conditions are not in the plan, because they are ${NOT_IN_PLAN}`,
    undecidable: phrase`${verb} ${what}${hadIt} ${until}: it can't be decided whether that is more`,
    order: phrase`${verb} ${what} ${until}: another privilege forbids part of it, and nobody knows which the server applies last`,
    prohibition: phrase`${verb} ${what}: a rule that forbade it goes, and project roles may allow it`,
    "late-apply": phrase`${verb} ${what} for longer if the apply comes late: ${until} (had it ${describeEnds(had)})`,
  };
  return reasons[doubt ?? "undecidable"];
}

/** "loses **edit** on secrets in **prod**", "keeps **edit** on secrets only under `/a`" */
export function describeShrunk({ grants, shrinkage, remaining }: ShrunkActions, tense: Tense): Phrase {
  const verbs = VERBS[tense];
  const what = whatOf(grants);
  const [first] = grants as [Grant];
  const hadIt = first.end.kind === "never" ? "" : phrase` (had it ${describeEnd(first.end)})`;
  switch (shrinkage) {
    case "lost":
      return phrase`${verbs.lose} ${what}${hadIt}`;
    case "narrowed":
      return phrase`${verbs.keep} ${actionsOf(grants)} only ${placesOf(remaining)} (had it ${placeWithExceptions(first)})`;
    case "shortened":
      return phrase`${verbs.keep} ${what} only ${list(
        distinctEnds(remaining).map((end) => strong(describeEnd(end))),
        "or",
      )} (had it ${describeEnd(first.end)})`;
    case "may-narrow":
      return phrase`${verbs.mayLose} part of ${what}${hadIt}`;
  }
}

/** "edit and delete on secrets in prod under /payments/**, except under /payments/card" */
function whatOf(grants: readonly Grant[]): Phrase {
  return phrase`${actionsOf(grants)} ${placeWithExceptions(grants[0] as Grant)}`;
}

function actionsOf(grants: readonly Grant[]): Phrase {
  const [{ subject }] = grants as [Grant];
  const actions = collapseActions(
    subject,
    grants.map(({ action }) => action),
  );
  return phrase`${list(actions.map(strongName))} on ${code(subject)}`;
}

function placeWithExceptions({ scope, except }: Grant): Phrase {
  if (except.length === 0) return placeOf(scope);
  return phrase`${placeOf(scope)}, except ${list(except.map(placeOf), "and")},`;
}

function placesOf(grants: readonly Grant[]): Phrase {
  const places = new Map(grants.map((grant) => [grant.scope.key, placeOf(grant.scope)]));
  const named = [...places.values()].slice(0, MOST_PLACES);
  const more = places.size - named.length;
  if (places.size === 0) return phrase`nowhere`;
  return more === 0 ? list(named, "and") : phrase`${list(named, "and")} and in ${String(more)} more places`;
}

function otherActionsOf({ subject }: Grant, actions: readonly string[]): Phrase {
  return actions.length === 0 ? [] : phrase` (had: ${collapseActions(subject, actions).join(", ")})`;
}

function untilOf(end: AccessEnd): Phrase {
  return [strong(describeEnd(end))];
}

function describeEnds(grants: readonly Grant[]): string {
  return distinctEnds(grants).map(describeEnd).join(" or ");
}

function distinctEnds(grants: readonly Grant[]): AccessEnd[] {
  return [...new Map(grants.map(({ end }) => [describeEnd(end), end])).values()];
}
