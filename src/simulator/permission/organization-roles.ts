import type { OrganizationRole } from "../world";
import type { Rule } from "./rule";

const everything = ["read", "create", "edit", "delete"];

/**
 * What the organization's roles may do, as far as universal auth, identities and projects need it: a member manages
 * the universal auth of others, but is less privileged than an admin (contract/api.md 4, p20:8-12).
 */
export const organizationRoleRules: Readonly<Record<OrganizationRole, readonly Rule[]>> = {
  admin: [
    { subject: "identity", action: everything },
    { subject: "workspace", action: ["read", "create"] },
    { subject: "settings", action: everything },
  ],
  member: [
    { subject: "identity", action: everything },
    { subject: "workspace", action: ["read", "create"] },
  ],
  "no-access": [],
};
