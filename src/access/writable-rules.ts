import { collapseActions, expandActions, WRITABLE_ACTIONS } from "./action";
import { type Conditions, normalConditions } from "./conditions";
import { quoteText } from "./escape-text";
import { isJsonObject, type JsonValue } from "./json";
import { groupRules, type PermissionRule, ruleOfGroup } from "./permission-rule";

/**
 * A rule in the spelling that API v1 takes, as far as it has one: `describeSecret` and `readValue` on secrets as `read`, `{"$eq":"x"}` and
 * `{"$in":["x"]}` as `"x"`, no action twice. The meaning never changes.
 */
export function writableSpelling(rule: PermissionRule): PermissionRule {
  return {
    ...rule,
    actions: collapseActions(rule.subject, expandActions(rule.subject, rule.actions)),
    conditions: normalConditions(rule.conditions),
  };
}

/**
 * The rules to send: regrouped, each in the spelling that API v1 takes. Ask {@link unwritable} first whether it takes them all.
 */
export function writableRules(rules: readonly PermissionRule[]): PermissionRule[] {
  return groupRules(rules).map((group) => writableSpelling(ruleOfGroup(group)));
}

/** A rule that API v1 can't write. */
export interface UnwritableRule {
  /** Index in the list of rules. */
  readonly index: number;
  /** The end of a sentence that begins with the rule, full stop included. */
  readonly reason: string;
}

/**
 * Which rules API v1 can't write, and why (behaviour.md 4): it takes no inverted rule, no action but read, create, edit and delete, and no condition but
 * one environment and a glob of paths (contract/api.md 2, p04; `../seeds/000`). It would refuse some of these and drop others silently.
 */
export function unwritable(rules: readonly PermissionRule[]): UnwritableRule[] {
  return groupRules(rules)
    .flatMap((group) => {
      const actions = collapseActions(group.subject, group.actions).filter(
        (action) => !WRITABLE_ACTIONS.includes(action),
      );
      return group.members.flatMap((index) => {
        const rule = rules[index] as PermissionRule;
        const meaning = expandActions(rule.subject, rule.actions);
        const reasons = [
          ...(group.inverted ? ["is inverted, and API v1 writes only rules that allow"] : []),
          ...actions
            .filter((action) => meaning.has(action))
            .map(
              (action) =>
                `has the action ${quoteText(action)}, and API v1 writes only ${WRITABLE_ACTIONS.join(", ")}`,
            ),
          ...conditionReasons(group.conditions),
        ];
        return reasons.map((reason) => ({ index, reason: `${reason}.` }));
      });
    })
    .sort((a, b) => a.index - b.index);
}

function conditionReasons(conditions: Conditions): string[] {
  const normal = normalConditions(conditions);
  if (normal === null) return [];
  if (!isJsonObject(normal)) return ["has conditions that are no JSON object"];
  return Object.entries(normal).flatMap(([field, value]) => {
    const reason = fieldReason(field, value);
    return reason === undefined ? [] : [reason];
  });
}

function fieldReason(field: string, value: JsonValue): string | undefined {
  const found = `has the condition ${quoteText({ [field]: value })}`;
  if (field === "environment") {
    return typeof value === "string"
      ? undefined
      : `${found}, and API v1 writes "environment" only as one plain string`;
  }
  if (field === "secretPath") {
    const isGlob =
      isJsonObject(value) &&
      Object.keys(value).length === 1 &&
      typeof value.$glob === "string" &&
      value.$glob !== "";
    return isGlob ? undefined : `${found}, and API v1 writes "secretPath" only as {"$glob":"…"}`;
  }
  return `${found}, and API v1 writes only "environment" and "secretPath"`;
}
