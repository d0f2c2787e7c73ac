import type { PermissionRule } from "../../src/access/permission-rule";

/** What is added for one written rule, each with the same conditions. */
const kinds: readonly ((written: PermissionRule) => PermissionRule)[] = [
  (written) => ({ ...written, subject: "secret-imports" }),
  (written) => {
    const isRead = written.actions.includes("read") && !written.actions.includes("readValue");
    return { ...written, actions: isRead ? [...written.actions, "readValue"] : written.actions };
  },
  (written) => {
    const onDynamicSecrets = written.actions.map((action) => `${action}-root-credential`);
    const lease = written.actions.includes("edit") ? ["lease"] : [];
    return { ...written, subject: "dynamic-secrets", actions: [...onDynamicSecrets, ...lease] };
  },
  (written) => ({
    ...written,
    subject: "secret-folders",
    actions: written.actions.filter((action) => action !== "read"),
  }),
];

/**
 * What a server of 2026 stores when API v1 writes rules: the rules, then for each on secrets what it adds (contract/api.md B2, documented). Written from
 * the text, apart from src/access/back-fill.ts. The text leaves the order open: rule by rule, or kind by kind.
 */
export function backFilled(
  written: readonly PermissionRule[],
  order: "rule by rule" | "kind by kind",
): PermissionRule[] {
  const sources = written.filter(({ subject }) => subject === "secrets");
  const added =
    order === "rule by rule"
      ? sources.flatMap((source) => kinds.map((kind) => kind(source)))
      : kinds.flatMap((kind) => sources.map(kind));
  return [...written, ...added.filter(({ actions }) => actions.length > 0)];
}
