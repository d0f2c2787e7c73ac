import { type ObjectValue, UNKNOWN } from "../../src/terraform-plugin/value";
import { rule } from "../faults/access-stack";

/** Objects of each resource as a configuration declares them, with everything set that a configuration can set. */
export function declaredObjects(
  identityId: string,
  projectSlug: string,
): Readonly<Record<string, ObjectValue[]>> {
  const pair = { identity_id: identityId, project_slug: projectSlug };
  const permissions = [rule(["read", "edit"], "/app/**"), { ...rule(["create"], "/inbox"), inverted: false }];
  return {
    infisicalaccess_identity_privilege: [
      { ...pair, slug: "app-reader", permissions, temporary: null },
      {
        ...pair,
        slug: "app-shift",
        permissions,
        temporary: { range: "4h", start_time: null, renew_triggers: { ticket: "one" } },
      },
    ],
    infisicalaccess_universal_auth_config: [
      {
        identity_id: identityId,
        access_token_ttl: 3600,
        access_token_max_ttl: 86_400,
        access_token_num_uses_limit: 5,
        access_token_trusted_ips: ["0.0.0.0/0", "::/0"],
        client_secret_trusted_ips: ["0.0.0.0/0", "::/0"],
        adopt_existing: true,
        deletion_protection: false,
      },
    ],
    infisicalaccess_identity_privileges_exclusive: [
      {
        ...pair,
        privilege_slugs: ["app-reader", "app-shift"],
        ignore_slugs: ["ci-*"],
        on_undeclared: "remove",
      },
    ],
  };
}

/** The same objects as a create plans them: what only the apply will know is unknown. */
export function plannedObject(typeName: string, declared: ObjectValue): ObjectValue {
  switch (typeName) {
    case "infisicalaccess_identity_privilege": {
      const temporary = declared.temporary as ObjectValue | null;
      return {
        ...declared,
        id: UNKNOWN,
        temporary: temporary && { ...temporary, start_time: UNKNOWN },
        access_end_time: temporary && UNKNOWN,
      };
    }
    case "infisicalaccess_universal_auth_config":
      return {
        ...declared,
        ...Object.fromEntries(["id", "client_id", ...NEWER].map((name) => [name, UNKNOWN])),
      };
    default:
      return { ...declared, id: UNKNOWN, undeclared: UNKNOWN };
  }
}

/** Unknown in the plan of a create: not every server has them. */
const NEWER = [
  "access_token_period",
  "lockout_enabled",
  "lockout_threshold",
  "lockout_duration_seconds",
  "lockout_counter_reset_seconds",
];

/** The same objects as they stand in state after an apply: what the server gives is there, too. */
export function storedObject(typeName: string, declared: ObjectValue): ObjectValue {
  const id = "6b38a2a1-3c4d-4e5f-8a9b-0c1d2e3f4a5b";
  switch (typeName) {
    case "infisicalaccess_identity_privilege": {
      const temporary = declared.temporary as ObjectValue | null;
      return {
        ...declared,
        id,
        temporary: temporary && { ...temporary, start_time: "2026-11-22T08:00:00.000Z" },
        access_end_time: temporary && "2026-11-22T12:00:00.000Z",
      };
    }
    case "infisicalaccess_universal_auth_config":
      return { ...declared, id, client_id: id };
    default:
      return {
        ...declared,
        id: `${String(declared.project_slug)}/${String(declared.identity_id)}`,
        undeclared: { stranger: "delete on secrets in prod, permanent" },
      };
  }
}
