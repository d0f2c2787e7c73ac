import type { Resource } from "../../terraform-plugin/resource";
import type { Connection } from "../connection";
import { createUniversalAuthConfig } from "./create-universal-auth-config";
import { deleteUniversalAuthConfig, planUniversalAuthDestroy } from "./delete-universal-auth-config";
import { importUniversalAuthConfig } from "./import-universal-auth-config";
import { moveUniversalAuthConfig } from "./move-universal-auth-config";
import { keepUniversalAuthSpelling, planUniversalAuthConfig } from "./plan-universal-auth-config";
import { readUniversalAuthConfig } from "./read-universal-auth-config";
import { universalAuthConfigSchema } from "./universal-auth-config-schema";
import { updateUniversalAuthConfig } from "./update-universal-auth-config";
import { validateUniversalAuthConfig } from "./validate-universal-auth-config";

export const universalAuthConfigResource: Resource<Connection> = {
  typeName: "infisicalaccess_universal_auth_config",
  schema: universalAuthConfigSchema,
  validate: validateUniversalAuthConfig,
  keepPriorSpelling: ({ prior, proposed }) => keepUniversalAuthSpelling(proposed, prior),
  plan: planUniversalAuthConfig,
  planDestroy: planUniversalAuthDestroy,
  read: readUniversalAuthConfig,
  create: createUniversalAuthConfig,
  update: updateUniversalAuthConfig,
  delete: deleteUniversalAuthConfig,
  importState: async ({ id }) => ({ state: importUniversalAuthConfig(id) }),
  moveState: moveUniversalAuthConfig,
};
