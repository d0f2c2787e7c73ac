import { expandActions, keepActionSpelling, sameSet } from "./action";
import { HIDDEN_SUBJECTS } from "./back-fill";
import { isJsonObject, sameJson } from "./json";
import {
  groupRules,
  isOrdered,
  type PermissionRule,
  type RuleGroup,
  ruleOfGroup,
  samePermissions,
} from "./permission-rule";

/** A rule that the server has, in the spelling of the prior rule that it was paired with. */
export interface PairedRule {
  readonly rule: PermissionRule;
  /** Index of the prior rule, undefined when the rule is new. Its subject is the same. */
  readonly priorIndex: number | undefined;
  /** Which parts mean the same as in the prior rule, and are therefore spelled as there. All false when the rule is new. */
  readonly same: { readonly actions: boolean; readonly conditions: boolean; readonly inverted: boolean };
}

/**
 * The server's rules in the spelling and places of the prior ones (behaviour.md 2). Each is paired with the prior rule of the same meaning, else with
 * the nearest: same subject and conditions, then same subject and actions. What is new follows at the end in canonical order. Once the server has an
 * inverted rule its order is kept.
 *
 * The rules returned always mean what `answer` means, and are exactly `prior` when that means the same. Where `prior` spreads one meaning over several
 * rules, each keeps its own actions, and an action that came is shown by one of them only. A prior rule on a subject that API v1 hides
 * (`HIDDEN_SUBJECTS`) is kept as it is unless the answer shows such subjects.
 *
 * @param prior the rules in Terraform's state, or declared
 * @param answer from `rulesFromAnswer`
 */
export function keepRuleSpelling(
  prior: readonly PermissionRule[],
  answer: readonly PermissionRule[],
): PairedRule[] {
  const unseen = unseenRules(prior, answer);
  const seen = prior.map((rule, index) => ({ rule, index })).filter(({ index }) => !unseen.has(index));
  const kept = [...unseen].map((index) => unchanged(prior, index));
  const seenRules = seen.map(({ rule }) => rule);
  if (samePermissions(seenRules, answer)) return prior.map((_, index) => unchanged(prior, index));

  const priorGroups = groupRules(seenRules);
  const answerGroups = groupRules(answer);
  const partners = pairGroups(priorGroups, answerGroups);
  const paired = answerGroups
    .flatMap((group, index) => spellGroup(group, partners.get(index), seenRules))
    .map((pair) => ({
      ...pair,
      priorIndex: pair.priorIndex === undefined ? undefined : seen[pair.priorIndex]?.index,
    }));
  if (isOrdered(answer)) return [...kept, ...paired];
  return [...kept, ...paired].sort((a, b) => (a.priorIndex ?? Infinity) - (b.priorIndex ?? Infinity) || 0);
}

/** Indexes of the prior rules of which the answer cannot tell whether they are still there. */
function unseenRules(prior: readonly PermissionRule[], answer: readonly PermissionRule[]): Set<number> {
  const isHidden = ({ subject }: PermissionRule) => HIDDEN_SUBJECTS.includes(subject);
  if (answer.some(isHidden)) return new Set();
  return new Set(prior.flatMap((rule, index) => (isHidden(rule) ? [index] : [])));
}

function unchanged(prior: readonly PermissionRule[], index: number): PairedRule {
  return {
    rule: prior[index] as PermissionRule,
    priorIndex: index,
    same: { actions: true, conditions: true, inverted: true },
  };
}

/** How near a prior group is, the nearest kind first. */
const kinds: readonly ((prior: RuleGroup, answer: RuleGroup) => boolean)[] = [
  (prior, answer) => prior.key === answer.key && sameSet(prior.actions, answer.actions),
  (prior, answer) => prior.subject === answer.subject && prior.scope === answer.scope,
  (prior, answer) => prior.subject === answer.subject && sameSet(prior.actions, answer.actions),
];

/** From the index of a group of the answer to the prior group that it is paired with. */
function pairGroups(priorGroups: readonly RuleGroup[], answerGroups: readonly RuleGroup[]) {
  const partners = new Map<number, RuleGroup>();
  const taken = new Set<RuleGroup>();
  for (const isNear of kinds) {
    const candidates = answerGroups.flatMap((answer, index) =>
      partners.has(index)
        ? []
        : priorGroups
            .filter((prior) => !taken.has(prior) && isNear(prior, answer))
            .map((prior) => ({ index, prior, likeness: likeness(prior, answer) })),
    );
    candidates.sort((a, b) => b.likeness - a.likeness);
    for (const { index, prior } of candidates) {
      if (partners.has(index) || taken.has(prior)) continue;
      partners.set(index, prior);
      taken.add(prior);
    }
  }
  return partners;
}

/** Orders candidates of one kind: same direction first, then conditions with more fields in common, then with more text in common. */
function likeness(a: RuleGroup, b: RuleGroup): number {
  let common = 0;
  while (common < a.scope.length && a.scope[common] === b.scope[common]) common += 1;
  return (
    (a.inverted === b.inverted ? 1000 : 0) + commonFields(a, b) + common / (a.scope.length + b.scope.length)
  );
}

function commonFields({ conditions: a }: RuleGroup, { conditions: b }: RuleGroup): number {
  if (!isJsonObject(a) || !isJsonObject(b)) return 0;
  return Object.keys(a).filter((field) => {
    const [valueA, valueB] = [a[field], b[field]];
    return valueA !== undefined && valueB !== undefined && sameJson(valueA, valueB);
  }).length;
}

/** One group of the server as rules in the spelling of a prior group, whose rules share its actions among them. */
function spellGroup(
  group: RuleGroup,
  partner: RuleGroup | undefined,
  prior: readonly PermissionRule[],
): PairedRule[] {
  if (partner === undefined) {
    const same = { actions: false, conditions: false, inverted: false };
    return [{ rule: ruleOfGroup(group), priorIndex: undefined, same }];
  }
  const shares = partner.members.map((index) => {
    const rule = prior[index] as PermissionRule;
    const had = expandActions(rule.subject, rule.actions);
    return { index, rule, had, has: new Set([...had].filter((action) => group.actions.has(action))) };
  });
  const came = [...group.actions].filter((action) => !partner.actions.has(action));
  // A rule that lost all its actions takes those that came: it then differs in one attribute, and no rule behind it moves up.
  const taker = shares.find(({ has }) => has.size === 0) ?? shares[0];
  came.forEach((action) => taker?.has.add(action));

  const sameCondition = partner.scope === group.scope;
  return shares
    .filter(({ has }) => has.size > 0)
    .map(({ index, rule, had, has }) => ({
      rule: {
        actions: keepActionSpelling(rule.subject, rule.actions, has),
        subject: rule.subject,
        conditions: sameCondition ? rule.conditions : group.conditions,
        inverted: group.inverted,
      },
      priorIndex: index,
      same: {
        actions: sameSet(had, has),
        conditions: sameCondition,
        inverted: rule.inverted === group.inverted,
      },
    }));
}
