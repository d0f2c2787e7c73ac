import { listOf, type Rule } from "../permission/rule";

const hiddenSubjects = new Set(["dynamic-secrets", "secret-imports", "secret-folders"]);

const dynamicSecretActions: Readonly<Record<string, string>> = {
  read: "read-root-credential",
  create: "create-root-credential",
  edit: "edit-root-credential",
  delete: "delete-root-credential",
};

/**
 * What a 2026 server stores for rules that v1 wrote: the rules themselves, then for those on secrets four kinds of
 * copies with the same conditions (contract/api.md B2, documented).
 */
export function backFilled(written: readonly Rule[]): Rule[] {
  const onSecrets = written.filter(({ subject }) => subject === "secrets");
  return [
    ...written,
    ...onSecrets.map((rule) => ({ ...rule, subject: "secret-imports" })),
    ...onSecrets.map((rule) => ({ ...rule, action: withReadValue(listOf(rule.action)) })),
    ...onSecrets.map((rule) => ({
      ...rule,
      subject: "dynamic-secrets",
      action: dynamicActions(listOf(rule.action)),
    })),
    ...onSecrets
      .map((rule) => ({
        ...rule,
        subject: "secret-folders",
        action: listOf(rule.action).filter((action) => action !== "read"),
      }))
      .filter(({ action }) => action.length > 0),
  ];
}

/** v1 hides the subjects that it does not know how to write. */
export function isHidden(rule: Rule): boolean {
  return listOf(rule.subject).every((subject) => hiddenSubjects.has(subject));
}

function withReadValue(actions: string[]): string[] {
  return actions.includes("read") && !actions.includes("readValue") ? [...actions, "readValue"] : actions;
}

function dynamicActions(actions: string[]): string[] {
  const mapped = actions.map((action) => dynamicSecretActions[action] ?? action);
  return actions.includes("edit") ? [...mapped, "lease"] : mapped;
}
