import { validatePrivilege, type PrivilegeInput } from "../../access/validate-privilege";
import type { RuleInput } from "../../access/validate-rule";
import type { ValidateRequest } from "../../terraform-plugin/resource";
import { isObjectValue, UNKNOWN, type ObjectValue, type Value } from "../../terraform-plugin/value";
import { knownText, knownTextOrNull } from "../known-value";
import { reportProblems } from "../report-problems";

export function validateIdentityPrivilege({ config, context }: ValidateRequest): void {
  reportProblems(validatePrivilege(privilegeInput(config)), context.diagnostics);
}

/** What is known of the configuration; what is unknown is left out. */
function privilegeInput(config: ObjectValue): PrivilegeInput {
  const { permissions, temporary } = config;
  return {
    identityId: knownText(config.identity_id),
    projectSlug: knownText(config.project_slug),
    slug: knownTextOrNull(config.slug),
    permissions: Array.isArray(permissions) ? (permissions as Value[]).map(ruleInput) : undefined,
    temporary: temporary === UNKNOWN ? undefined : temporaryInput(temporary),
  };
}

function ruleInput(permission: Value): RuleInput | undefined {
  if (!isObjectValue(permission)) return undefined;
  const { actions } = permission;
  return {
    actions: Array.isArray(actions) ? (actions as Value[]).map(knownTextOrNull) : undefined,
    subject: knownText(permission.subject),
    conditions: knownTextOrNull(permission.conditions),
  };
}

function temporaryInput(temporary: Value | undefined): PrivilegeInput["temporary"] {
  if (!isObjectValue(temporary)) return null;
  const triggers = temporary.renew_triggers;
  return {
    range: knownText(temporary.range),
    startTime: knownTextOrNull(temporary.start_time),
    renewTriggers: triggers === UNKNOWN ? undefined : isObjectValue(triggers) ? triggers : null,
  };
}
