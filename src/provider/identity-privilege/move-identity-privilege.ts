import { printConditions } from "../../access/conditions";
import type { MoveStateRequest, ReadResult } from "../../terraform-plugin/resource";
import type { ObjectValue, Value } from "../../terraform-plugin/value";
import {
  type ForeignState,
  isForeignState,
  isOfOfficialProvider,
  objectsIn,
  textOrNull,
} from "../official-provider";

/**
 * Takes over an `infisical_project_identity_specific_privilege`. The refresh that follows reads what the server has; what is translated here is
 * what a warning names when the privilege turns out to be gone.
 */
export function moveIdentityPrivilege(request: MoveStateRequest): ReadResult | undefined {
  if (!isOfOfficialProvider(request, "infisical_project_identity_specific_privilege")) return undefined;
  const { sourceState: source } = request;
  return {
    state: {
      id: textOrNull(source.id),
      identity_id: textOrNull(source.identity_id),
      project_slug: textOrNull(source.project_slug),
      slug: textOrNull(source.slug),
      permissions: permissionsOf(source),
      temporary: source.is_temporary === true ? temporaryOf(source) : null,
      access_end_time: textOrNull(source.temporary_access_end_time),
    },
  };
}

/** One of the two is configured: `permission`, which the official provider writes by API v1, or `permissions_v2`. */
function permissionsOf({ permission, permissions_v2 }: ForeignState): Value[] {
  if (!isForeignState(permission)) return objectsIn(permissions_v2).map(ruleOfVersion2);
  const { environment, secret_path } = isForeignState(permission.conditions) ? permission.conditions : {};
  const path = textOrNull(secret_path);
  return [
    {
      actions: actionsOf(permission.actions),
      subject: textOrNull(permission.subject),
      conditions: printConditions({
        environment: textOrNull(environment),
        ...(path !== null && { secretPath: { $glob: path } }),
      }),
      inverted: null,
    },
  ];
}

function ruleOfVersion2({ action, subject, conditions, inverted }: ForeignState): ObjectValue {
  return {
    actions: actionsOf(action),
    subject: textOrNull(subject),
    conditions: textOrNull(conditions),
    inverted: inverted === true || null,
  };
}

function actionsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((action) => typeof action === "string") : [];
}

function temporaryOf(source: ForeignState): ObjectValue {
  return {
    range: textOrNull(source.temporary_range),
    start_time: textOrNull(source.temporary_access_start_time),
    renew_triggers: null,
  };
}
