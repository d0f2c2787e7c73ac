import { isIdentityId } from "../../access/identity-id";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { Resource } from "../../terraform-plugin/resource";
import type { ObjectValue } from "../../terraform-plugin/value";
import type { Connection } from "../connection";
import {
  createIdentityPrivilegesExclusive,
  updateIdentityPrivilegesExclusive,
} from "./apply-identity-privileges-exclusive";
import { identityPrivilegesExclusiveSchema } from "./identity-privileges-exclusive-schema";
import { exclusiveId, planIdentityPrivilegesExclusive } from "./plan-identity-privileges-exclusive";
import { readIdentityPrivilegesExclusive } from "./read-identity-privileges-exclusive";
import { validateIdentityPrivilegesExclusive } from "./validate-identity-privileges-exclusive";

export const identityPrivilegesExclusiveResource: Resource<Connection> = {
  typeName: "infisicalaccess_identity_privileges_exclusive",
  schema: identityPrivilegesExclusiveSchema,
  validate: validateIdentityPrivilegesExclusive,
  plan: planIdentityPrivilegesExclusive,
  read: readIdentityPrivilegesExclusive,
  create: createIdentityPrivilegesExclusive,
  update: updateIdentityPrivilegesExclusive,
  /** Exclusiveness ends; the privileges stay with the resources that manage them. */
  delete: async () => undefined,
  importState: async ({ id }) => ({ state: importedState(id) }),
};

function importedState(id: string): ObjectValue {
  const [projectSlug = "", identityId = "", ...others] = id.split("/");
  if (projectSlug === "" || !isIdentityId(identityId) || others.length > 0) {
    throw new DiagnosticError({
      summary: "Invalid Import Id",
      detail: `The import id of exclusive privileges is project_slug/identity_id, such as payments/78e59e24-a17b-4a93-8700-6f60a7f332fd, not "${id}".`,
    });
  }
  return {
    id: exclusiveId(projectSlug, identityId),
    identity_id: identityId,
    project_slug: projectSlug,
    privilege_slugs: [],
    ignore_slugs: null,
    on_undeclared: "remove",
    undeclared: {},
  };
}
