import { sameSet, SECRETS } from "./action";
import { sameConditions } from "./conditions";
import type { PermissionRule } from "./permission-rule";

/**
 * What a server of 2026 adds to a rule on secrets that API v1 wrote, as published (contract/api.md B2): the same conditions, and for each subject these
 * actions, or none. Not exercised, documented.
 */
const backFills: readonly { subject: string; actions: (written: readonly string[]) => string[] }[] = [
  { subject: "secret-imports", actions: (written) => [...written] },
  {
    subject: SECRETS,
    actions: (written) =>
      written.includes("read") && !written.includes("readValue") ? [...written, "readValue"] : [...written],
  },
  {
    subject: "dynamic-secrets",
    actions: (written) => [
      ...written
        .filter((action) => ["read", "create", "edit", "delete"].includes(action))
        .map((action) => `${action}-root-credential`),
      ...(written.includes("edit") ? ["lease"] : []),
    ],
  },
  { subject: "secret-folders", actions: (written) => written.filter((action) => action !== "read") },
];

/**
 * Subjects that GET and LIST of API v1 hide on a server of 2026 (contract/api.md B2, documented): whether a declared rule on one of them is still
 * there cannot be seen.
 */
export const HIDDEN_SUBJECTS: readonly string[] = ["secret-imports", "dynamic-secrets", "secret-folders"];

/**
 * The rules less what the server added by itself. For each written rule at most one rule of each kind goes: the last one that has exactly the actions and
 * conditions that the server would add, after the written rule, and with no inverted rule between the two, for behind one the same rule would grant again
 * what was forbidden. Anything else stays and is drift.
 */
export function removeBackFill(rules: readonly PermissionRule[]): PermissionRule[] {
  const added = new Set<PermissionRule>();
  rules.forEach((written, index) => {
    if (written.subject !== SECRETS || written.inverted || added.has(written)) return;
    const inverted = rules.findIndex((rule, position) => position > index && rule.inverted);
    const candidates = rules.slice(index + 1, inverted === -1 ? undefined : inverted).reverse();
    for (const { subject, actions } of backFills) {
      const expected = new Set(actions(written.actions));
      const found = candidates.find(
        (rule) =>
          !added.has(rule) &&
          rule.subject === subject &&
          sameSet(new Set(rule.actions), expected) &&
          sameConditions(rule.conditions, written.conditions),
      );
      if (found !== undefined) added.add(found);
    }
  });
  return rules.filter((rule) => !added.has(rule));
}
