import type { Attribute, Schema } from "../../terraform-plugin/schema";
import type { DataSource } from "../../terraform-plugin/data-source";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { Connection } from "../connection";
import { saysUniversalAuthGone } from "../universal-auth-config/read-universal-auth-config";
import { stateOfAnswer } from "../universal-auth-config/universal-auth-attributes";
import { universalAuthConfigSchema } from "../universal-auth-config/universal-auth-config-schema";
import { universalAuthFailure } from "../universal-auth-config/universal-auth-failure";

/** Settings of the resource that are no property of what is attached. */
const OF_THE_RESOURCE_ALONE = ["identity_id", "adopt_existing", "deletion_protection"];

const schema: Schema = {
  version: 0,
  description:
    "The universal auth configuration that a machine identity has; an error when none is attached.",
  attributes: {
    identity_id: { type: "string", required: true, description: "UUID of the machine identity." },
    ...Object.fromEntries(
      Object.entries(universalAuthConfigSchema.attributes)
        .filter(([name]) => !OF_THE_RESOURCE_ALONE.includes(name))
        .map(([name, attribute]) => [name, computed(attribute)]),
    ),
  },
};

export const universalAuthConfigDataSource: DataSource<Connection> = {
  typeName: "infisicalaccess_universal_auth_config",
  schema,
  async read({ config, connection, context }) {
    const identityId = String(config.identity_id);
    const answer = await connection.client.universalAuth
      .get(identityId, context.stopped)
      .catch((error: unknown) => {
        if (!saysUniversalAuthGone(error)) throw universalAuthFailure(error, "reading", identityId);
        throw new DiagnosticError({
          summary: "No Universal Auth Is Attached",
          detail: `Identity ${identityId} does not exist or has no universal auth. Check the id, or attach universal auth.`,
          attribute: ["identity_id"],
        });
      });
    const state = stateOfAnswer(answer, config);
    return Object.fromEntries(Object.keys(schema.attributes).map((name) => [name, state[name] ?? null]));
  },
};

function computed(attribute: Attribute): Attribute {
  if (!("type" in attribute)) throw new Error("universal auth has no nested attributes");
  return { type: attribute.type, computed: true, description: attribute.description };
}
