import { isJsonObject, type JsonObject, type JsonValue } from "../access/json";
import type { PermissionRule } from "../access/permission-rule";
import { writableRules } from "../access/writable-rules";

/** How a request carries permissions: one grouped rule on secrets, or one element for each action of each rule. */
export type PrivilegeBody =
  | {
      readonly privilegePermission: {
        readonly actions: readonly string[];
        readonly subject: string;
        readonly conditions: JsonObject;
      };
    }
  | {
      readonly permissions: readonly {
        readonly action: string;
        readonly subject: string;
        readonly conditions?: JsonValue;
      }[];
    };

/**
 * The permissions of a POST or PATCH, in the spelling that API v1 takes. One rule on `secrets` whose conditions are an environment and at most a
 * path glob goes as `privilegePermission`; anything else as the deprecated `permissions`, which takes all else that API v1 can write
 * (behaviour.md 4). Absent conditions are left out: null is refused (contract/api.md 2).
 */
export function privilegeBody(rules: readonly PermissionRule[]): PrivilegeBody {
  const writable = writableRules(rules);
  const [rule] = writable;
  if (writable.length === 1 && rule && rule.subject === "secrets" && isGroupedForm(rule.conditions)) {
    return {
      privilegePermission: { actions: rule.actions, subject: rule.subject, conditions: rule.conditions },
    };
  }
  return {
    permissions: writable.flatMap(({ actions, subject, conditions }) =>
      actions.map((action) => ({ action, subject, ...(conditions !== null && { conditions }) })),
    ),
  };
}

function isGroupedForm(conditions: JsonValue): conditions is JsonObject {
  if (!isJsonObject(conditions)) return false;
  const { environment, secretPath, ...others } = conditions;
  if (typeof environment !== "string" || Object.keys(others).length > 0) return false;
  if (secretPath === undefined) return true;
  return (
    isJsonObject(secretPath) && Object.keys(secretPath).length === 1 && typeof secretPath.$glob === "string"
  );
}
