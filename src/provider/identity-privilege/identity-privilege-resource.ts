import type { Resource } from "../../terraform-plugin/resource";
import type { Connection } from "../connection";
import { createIdentityPrivilege } from "./create-identity-privilege";
import { deleteIdentityPrivilege } from "./delete-identity-privilege";
import { identityPrivilegeSchema } from "./identity-privilege-schema";
import { importIdentityPrivilege } from "./import-identity-privilege";
import { keepPrivilegeSpelling } from "./keep-privilege-spelling";
import { moveIdentityPrivilege } from "./move-identity-privilege";
import { planIdentityPrivilege } from "./plan-identity-privilege";
import { readIdentityPrivilege } from "./read-identity-privilege";
import { updateIdentityPrivilege } from "./update-identity-privilege";
import { validateIdentityPrivilege } from "./validate-identity-privilege";

export const identityPrivilegeResource: Resource<Connection> = {
  typeName: "infisicalaccess_identity_privilege",
  schema: identityPrivilegeSchema,
  validate: validateIdentityPrivilege,
  keepPriorSpelling: ({ prior, proposed }) => keepPrivilegeSpelling(proposed, prior),
  plan: planIdentityPrivilege,
  read: readIdentityPrivilege,
  create: createIdentityPrivilege,
  update: updateIdentityPrivilege,
  delete: deleteIdentityPrivilege,
  importState: async ({ id }) => ({ state: importIdentityPrivilege(id) }),
  moveState: moveIdentityPrivilege,
};
