import { SECRETS } from "./action";
import { conditionsMeaning } from "./conditions";
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
export function removeBackFill(rules: readonly PermissionRule[]): readonly PermissionRule[] {
  if (rules.length < 2) return rules;
  const subjects = new Set(rules.map(({ subject }) => subject));
  const possible = backFills.filter(({ subject }) => subjects.has(subject));
  let invertedBefore = 0;
  const keyed = rules.map((rule) => {
    // An inverted rule is the first of its place, so no written rule of that place stands before it.
    if (rule.inverted) invertedBefore += 1;
    const place = `${invertedBefore} ${conditionsMeaning(rule.conditions)}`;
    return { ...rule, place, key: keyOf(place, rule) };
  });
  const positions = new Map<string, number[]>();
  keyed.forEach(({ key }, index) => {
    const same = positions.get(key);
    if (same === undefined) positions.set(key, [index]);
    else same.push(index);
  });

  const added = new Set<number>();
  keyed.forEach(({ subject, actions, inverted, place }, index) => {
    if (subject !== SECRETS || inverted || added.has(index)) return;
    for (const backFill of possible) {
      const candidates = positions.get(
        keyOf(place, { subject: backFill.subject, actions: backFill.actions(actions) }),
      );
      const last = candidates?.at(-1);
      if (last === undefined || last <= index) continue;
      candidates?.pop();
      added.add(last);
    }
  });
  return rules.filter((_, index) => !added.has(index));
}

function keyOf(place: string, { subject, actions }: Pick<PermissionRule, "subject" | "actions">): string {
  return JSON.stringify([place, subject, [...new Set(actions)].sort()]);
}
