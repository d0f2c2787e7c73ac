import { collapseActions, expandActions } from "./action";
import { type Conditions, conditionsMeaning, normalConditions } from "./conditions";

/** One rule of a privilege, as declared or as stored: it allows, or when `inverted` forbids, actions on one subject under conditions. */
export interface PermissionRule {
  readonly actions: readonly string[];
  readonly subject: string;
  /** `null` when the rule has none. */
  readonly conditions: Conditions;
  readonly inverted: boolean;
}

/** Rules of one subject, one meaning of conditions and one direction, taken together. */
export interface RuleGroup {
  readonly subject: string;
  /** In the spelling of the first rule. */
  readonly conditions: Conditions;
  /** The same text for the same meaning of conditions. */
  readonly scope: string;
  readonly inverted: boolean;
  /** As `expandActions` gives them. */
  readonly actions: ReadonlySet<string>;
  /** The same text for the same subject, scope and direction. */
  readonly key: string;
  /** Indexes of the rules that were taken together. */
  readonly members: readonly number[];
}

/**
 * Whether the order of rules means something: once one of them is inverted, a later rule wins over an earlier one (contract/api.md B2).
 * A rule without actions allows and forbids nothing.
 */
export function isOrdered(rules: readonly PermissionRule[]): boolean {
  return rules.some(({ inverted, actions }) => inverted && actions.length > 0);
}

/**
 * Takes rules of one subject, meaning of conditions and direction together: all of them while order means nothing, in canonical order; once a rule is
 * inverted only those between which the direction does not change, in the order of the rules. This is the one normal form of permissions.
 */
export function groupRules(rules: readonly PermissionRule[]): RuleGroup[] {
  const ordered = isOrdered(rules);
  const groups: (RuleGroup & { readonly actions: Set<string>; readonly members: number[] })[] = [];
  /** Those that a rule may still join. */
  const open = new Map<string, (typeof groups)[number]>();
  rules.forEach(({ subject, actions, conditions, inverted }, index) => {
    if (actions.length === 0) return;
    if (ordered && groups.at(-1)?.inverted !== inverted) open.clear();
    const scope = conditionsMeaning(conditions);
    const key = JSON.stringify([subject, scope, inverted]);
    let group = open.get(key);
    if (group === undefined) {
      group = { key, subject, conditions, scope, inverted, actions: new Set(), members: [] };
      groups.push(group);
      open.set(key, group);
    }
    for (const action of expandActions(subject, actions)) group.actions.add(action);
    group.members.push(index);
  });
  return ordered ? groups : groups.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The rule that says what a group says, in the shortest spelling of its actions and the group's own spelling of its conditions. */
export function ruleOfGroup({ subject, conditions, inverted, actions }: RuleGroup): PermissionRule {
  return { actions: collapseActions(subject, actions), subject, conditions, inverted };
}

/**
 * The normal form of permissions, as rules: regrouped, in canonical order (in their own order once one is inverted), in the shortest spelling.
 *
 * @example canonicalRules([edit on secrets in {"$eq":"prod"}, read on secrets in "prod"]) // [read and edit on secrets in "prod"]
 */
export function canonicalRules(rules: readonly PermissionRule[]): PermissionRule[] {
  return groupRules(rules).map((group) => ({
    ...ruleOfGroup(group),
    conditions: normalConditions(group.conditions),
  }));
}

/**
 * Whether two lists of rules grant the same: equal as sets of (subject, action, conditions, inverted) while no rule is inverted, in order once one is
 * (behaviour.md 1). An answer of the server goes through `rulesFromAnswer` first.
 */
export function samePermissions(a: readonly PermissionRule[], b: readonly PermissionRule[]): boolean {
  return permissionsMeaning(a) === permissionsMeaning(b);
}

/** A text that is the same for rules of the same meaning. */
export function permissionsMeaning(rules: readonly PermissionRule[]): string {
  return JSON.stringify(groupRules(rules).map(({ key, actions }) => [key, [...actions].sort()]));
}
