import type { ProjectRole } from "../world";
import type { Rule } from "./rule";

const everything = ["read", "create", "edit", "delete"];

function allow(action: string[], ...subjects: string[]): Rule[] {
  return subjects.map((subject) => ({ subject, action }));
}

/**
 * What the built-in project roles may do. That *admin* lacks "read" on workspace and "edit" on secret-rollback is
 * the trap of contract/api.md 2 (p15:1-9); that *admin* and *member* may edit identities is section 4 (p20).
 * Rules that no exchange shows are those of the roles' published description (read, not exercised).
 */
export const projectRoleRules: Readonly<Record<ProjectRole, readonly Rule[]>> = {
  admin: [
    ...allow(
      everything,
      "role",
      "member",
      "groups",
      "settings",
      "integrations",
      "webhooks",
      "service-tokens",
      "environments",
      "tags",
      "audit-logs",
      "ip-allowlist",
      "secrets",
      "secret-approval",
      "secret-rotation",
      "identity",
      "certificate-authorities",
      "certificates",
    ),
    ...allow(["read", "create"], "secret-rollback"),
    ...allow(["edit", "delete"], "workspace"),
  ],
  member: [
    ...allow(
      everything,
      "settings",
      "integrations",
      "webhooks",
      "service-tokens",
      "environments",
      "tags",
      "secrets",
      "identity",
      "certificates",
    ),
    ...allow(["read", "create"], "member", "secret-rollback"),
    ...allow(
      ["read"],
      "role",
      "groups",
      "audit-logs",
      "ip-allowlist",
      "secret-approval",
      "secret-rotation",
      "certificate-authorities",
    ),
  ],
  viewer: allow(
    ["read"],
    "role",
    "member",
    "groups",
    "settings",
    "integrations",
    "webhooks",
    "service-tokens",
    "environments",
    "tags",
    "audit-logs",
    "ip-allowlist",
    "secrets",
    "secret-approval",
    "secret-rollback",
    "secret-rotation",
    "identity",
    "certificate-authorities",
    "certificates",
  ),
  "no-access": [],
};
