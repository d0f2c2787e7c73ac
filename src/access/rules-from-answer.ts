import { removeBackFill } from "./back-fill";
import { isJsonObject, type JsonValue } from "./json";
import { groupRules, type PermissionRule, ruleOfGroup } from "./permission-rule";

/** What a rule without a subject is about: the permission library of the server reads it so. */
const ANY_SUBJECT = "all";

/**
 * The rules of a `privilege.permissions` in an answer: one-element arrays unwrapped, several subjects split into a rule each, the server's back-fill
 * removed, regrouped by subject, conditions and direction, in canonical order (in the server's once a rule is inverted).
 *
 * Never throws and never drops anything that grants: what is no rule at all comes back as a rule whose subject is its JSON text.
 *
 * @example rulesFromAnswer([{ subject: ["secrets"], action: ["read"] }, { subject: ["secrets"], action: ["edit"] }])
 * // [{ actions: ["read", "edit"], subject: "secrets", conditions: null, inverted: false }]
 */
export function rulesFromAnswer(permissions: unknown): PermissionRule[] {
  const stored = Array.isArray(permissions) ? permissions : permissions == null ? [] : [permissions];
  return groupRules(removeBackFill(stored.flatMap(storedRules))).map(ruleOfGroup);
}

function storedRules(stored: unknown): PermissionRule[] {
  if (!isJsonObject(stored)) {
    return [
      {
        actions: ["unrecognised"],
        subject: JSON.stringify(stored) ?? "undefined",
        conditions: null,
        inverted: false,
      },
    ];
  }
  const subjects = stored.subject == null ? [ANY_SUBJECT] : texts(stored.subject);
  return subjects.map((subject) => ({
    actions: texts(stored.action),
    subject,
    conditions: stored.conditions ?? null,
    inverted: stored.inverted === true,
  }));
}

function texts(value: JsonValue | undefined): string[] {
  const members: readonly JsonValue[] = Array.isArray(value)
    ? value
    : value == null
      ? []
      : [value as JsonValue];
  return members.map((member) => (typeof member === "string" ? member : JSON.stringify(member)));
}
