import type { AccessWindow } from "../../access/access-window";
import { readConditions } from "../../access/conditions";
import type { PermissionRule } from "../../access/permission-rule";
import type { Privilege } from "../../access/drift";
import type { PrivilegePair } from "../../infisical/privilege-pair";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import { isObjectValue, UNKNOWN, type ObjectValue, type Value } from "../../terraform-plugin/value";

/** The identity and project of a state, or of a plan in which both are known. */
export function pairOf(value: ObjectValue): PrivilegePair {
  return { identityId: textOf(value, "identity_id"), projectSlug: textOf(value, "project_slug") };
}

function textOf(value: ObjectValue, attribute: string): string {
  const text = value[attribute];
  if (typeof text === "string") return text;
  throw new DiagnosticError({
    summary: "Incomplete State",
    detail: `What Terraform sent has no ${attribute}, which every privilege has. Its state was changed by hand or is damaged: restore a backup, or remove the resource from state (terraform state rm) and import it again.`,
    attribute: [attribute],
  });
}

/** The rules of `permissions`; undefined while any part of them is unknown. */
export function rulesOf(permissions: Value | undefined): PermissionRule[] | undefined {
  if (!Array.isArray(permissions)) return undefined;
  const rules = permissions.map(ruleOf);
  return rules.every((rule) => rule !== undefined) ? rules : undefined;
}

/** Undefined while any part of the rule is unknown. */
export function ruleOf(permission: Value): PermissionRule | undefined {
  if (!isObjectValue(permission)) return undefined;
  const { actions, subject, conditions, inverted } = permission;
  if (!Array.isArray(actions) || actions.includes(UNKNOWN)) return undefined;
  if (typeof subject !== "string" || conditions === UNKNOWN || inverted === UNKNOWN) return undefined;
  return {
    actions: actions as string[],
    subject,
    conditions: readConditions(typeof conditions === "string" ? conditions : null),
    inverted: inverted === true,
  };
}

/** `temporary` as an object, or null when the privilege is permanent. Undefined while it is unknown as a whole. */
export function temporaryOf(value: ObjectValue): ObjectValue | null | undefined {
  const { temporary } = value;
  if (temporary === null || temporary === undefined) return null;
  return isObjectValue(temporary) ? temporary : undefined;
}

export function renewTriggersOf(temporary: ObjectValue | null | undefined): Record<string, string> | null {
  const triggers = temporary?.renew_triggers;
  return triggers !== undefined && isObjectValue(triggers) ? (triggers as Record<string, string>) : null;
}

export function windowOf(value: ObjectValue): AccessWindow | null {
  const temporary = temporaryOf(value);
  if (!temporary) return null;
  const { range, start_time } = temporary;
  return {
    range: typeof range === "string" ? range : "",
    startTime: typeof start_time === "string" ? start_time : null,
  };
}

/** What a wholly known state or plan declares, for comparison with the server's answer. */
export function privilegeOf(value: ObjectValue): Privilege {
  return {
    ...pairOf(value),
    slug: typeof value.slug === "string" ? value.slug : "",
    rules: rulesOf(value.permissions) ?? [],
    window: windowOf(value),
  };
}
