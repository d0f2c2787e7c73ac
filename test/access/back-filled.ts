import type { PermissionRule } from "../../src/access/permission-rule";

/**
 * What a server of 2026 stores when API v1 writes rules: the rules, then for each on secrets what it adds (contract/api.md B2, documented). Written from
 * the text, apart from src/access/back-fill.ts.
 */
export function backFilled(written: readonly PermissionRule[]): PermissionRule[] {
  const added = written
    .filter(({ subject }) => subject === "secrets")
    .flatMap((rule) => {
      const { actions } = rule;
      const isRead = actions.includes("read") && !actions.includes("readValue");
      const onDynamicSecrets = actions.map((action) => `${action}-root-credential`);
      return [
        { ...rule, subject: "secret-imports" },
        { ...rule, actions: isRead ? [...actions, "readValue"] : actions },
        {
          ...rule,
          subject: "dynamic-secrets",
          actions: actions.includes("edit") ? [...onDynamicSecrets, "lease"] : onDynamicSecrets,
        },
        { ...rule, subject: "secret-folders", actions: actions.filter((action) => action !== "read") },
      ];
    });
  return [...written, ...added.filter(({ actions }) => actions.length > 0)];
}
