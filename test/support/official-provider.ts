import { randomUUID } from "node:crypto";
import type { Rule } from "../../src/simulator/permission/rule";
import type { Store } from "../../src/simulator/state/store";
import type { AttributeType, ObjectValue, Provider, Resource, Value } from "../../src/terraform-plugin";

const TRUSTED_IPS: AttributeType = { list: { object: { ip_address: "string" } } };

/**
 * A stand-in for the official provider, whose binary comes from the Terraform registry and so not to a machine without a network. Its two
 * resources have the schema of the originals (docs/resources of Infisical/terraform-provider-infisical) and store what those store; they put
 * what is declared straight into a simulated server.
 *
 * @param host of the registry that it is meant to come from
 */
export function officialProvider(host: string, store: Store): Provider<null> {
  return {
    address: `${host}/infisical/infisical`,
    version: "0.15.0",
    schema: { version: 0, description: "A stand-in for infisical/infisical.", attributes: {} },
    resources: [specificPrivilege(store), universalAuth(store)],
    dataSources: [],
    configure: () => Promise.resolve(null),
  };
}

function specificPrivilege(store: Store): Resource<null> {
  return {
    ...READ_ONLY,
    typeName: "infisical_project_identity_specific_privilege",
    schema: {
      version: 0,
      description: "An additional privilege.",
      attributes: {
        id: { type: "string", computed: true, description: "Of the privilege." },
        identity_id: { type: "string", required: true, description: "The identity." },
        project_slug: { type: "string", required: true, description: "The project." },
        slug: computed("string"),
        permission: {
          type: {
            object: {
              actions: { list: "string" },
              subject: "string",
              conditions: { object: { environment: "string", secret_path: "string" } },
            },
          },
          optional: true,
          description: "By API v1.",
        },
        permissions_v2: {
          type: {
            set: {
              object: {
                action: { set: "string" },
                subject: "string",
                inverted: "bool",
                conditions: "string",
              },
            },
          },
          optional: true,
          description: "By API v2.",
        },
        is_temporary: { ...computed("bool"), defaultValue: false },
        temporary_mode: computed("string"),
        temporary_range: computed("string"),
        temporary_access_start_time: computed("string"),
        temporary_access_end_time: computed("string"),
      },
    },
    create: ({ config, planned }) => Promise.resolve({ state: createPrivilege(store, config, planned) }),
  };
}

function createPrivilege(store: Store, config: ObjectValue, planned: ObjectValue): ObjectValue {
  const isTemporary = config.is_temporary === true;
  const start = Date.now();
  const end = start + 14_400_000;
  const { id, slug } = store.addPrivilege(String(config.identity_id), String(config.project_slug), {
    slug: typeof config.slug === "string" ? config.slug : `made-up-${randomUUID().slice(0, 8)}`,
    permissions: rulesOf(config),
    ...(isTemporary && {
      isTemporary,
      temporaryMode: "relative",
      temporaryRange: "4h",
      temporaryAccessStartTime: start,
      temporaryAccessEndTime: end,
    }),
  });
  return {
    ...planned,
    id,
    slug,
    is_temporary: isTemporary,
    // The original stores "" where there is nothing, and times without their milliseconds.
    temporary_mode: isTemporary ? "relative" : "",
    temporary_range: isTemporary ? "4h" : "",
    temporary_access_start_time: isTemporary ? withoutMilliseconds(start) : "",
    temporary_access_end_time: isTemporary ? withoutMilliseconds(end) : "",
  };
}

function rulesOf({ permission, permissions_v2 }: ObjectValue): Rule[] {
  if (Array.isArray(permissions_v2)) {
    return (permissions_v2 as ObjectValue[]).map(({ action, subject, inverted, conditions }) => ({
      action,
      subject,
      ...(inverted === true && { inverted }),
      ...(typeof conditions === "string" && { conditions: JSON.parse(conditions) as object }),
    })) as Rule[];
  }
  const { actions, subject, conditions } = permission as ObjectValue;
  const { environment, secret_path } = conditions as ObjectValue;
  return (actions as string[]).map((action) => ({
    action,
    subject,
    conditions: { environment, ...(secret_path !== null && { secretPath: { $glob: secret_path } }) },
  })) as Rule[];
}

function universalAuth(store: Store): Resource<null> {
  return {
    ...READ_ONLY,
    typeName: "infisical_identity_universal_auth",
    schema: {
      version: 0,
      description: "Universal auth.",
      attributes: {
        id: { type: "string", computed: true, description: "Of the universal auth." },
        identity_id: { type: "string", required: true, description: "The identity." },
        access_token_ttl: computed("number"),
        access_token_max_ttl: computed("number"),
        access_token_num_uses_limit: computed("number"),
        access_token_trusted_ips: computed(TRUSTED_IPS),
        client_secret_trusted_ips: computed(TRUSTED_IPS),
      },
    },
    create({ config, planned }) {
      const row = store.attachUniversalAuth(String(config.identity_id), {
        accessTokenTTL: Number(config.access_token_ttl),
      });
      const trustedIps: Value = [{ ip_address: "0.0.0.0/0" }, { ip_address: "::/0" }];
      return Promise.resolve({
        state: {
          ...planned,
          id: row.id,
          access_token_max_ttl: row.accessTokenMaxTTL,
          access_token_num_uses_limit: row.accessTokenNumUsesLimit,
          access_token_trusted_ips: trustedIps,
          client_secret_trusted_ips: trustedIps,
        },
      });
    },
  };
}

const READ_ONLY = {
  read: ({ state }: { state: ObjectValue }) => Promise.resolve({ state }),
  update: ({ planned }: { planned: ObjectValue }) => Promise.resolve({ state: planned }),
  delete: () => Promise.reject(new Error("Nothing may be deleted here: a move takes over what is there.")),
  importState: ({ id }: { id: string }) => Promise.resolve({ state: { id } }),
};

function computed(type: AttributeType) {
  return { type, optional: true, computed: true, description: "As of the original." } as const;
}

function withoutMilliseconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
