import { type IResolvable, Tokenization } from "cdktf";
import { type PrivilegeInput, type Problem, validatePrivilege } from "../access";
import { type ConditionsInput, literalConditions } from "./conditions";
import type { IdentityPrivilegePermissions } from "./identity-privilege-permissions";
import type { IdentityPrivilegeTemporary } from "./identity-privilege-temporary";
import { known, knownElements, splitTokens } from "./tokens";

/** The settings of a privilege that can be judged at synth. */
export interface IdentityPrivilegeSettings {
  readonly identityId: string;
  readonly projectSlug: string;
  readonly slug: string;
  readonly permissions?: IdentityPrivilegePermissions[] | IResolvable;
  readonly temporary?: IdentityPrivilegeTemporary | IResolvable;
}

/** What is wrong with a privilege as far as it is known at synth. Tokens pass unread. */
export function identityPrivilegeProblems(settings: IdentityPrivilegeSettings): Problem[] {
  return [...validatePrivilege(knownPrivilege(settings)), ...injectionProblems(settings.permissions)];
}

/** What is known of a privilege at synth: everything but its tokens. */
export function knownPrivilege(settings: IdentityPrivilegeSettings): PrivilegeInput {
  return {
    identityId: known(settings.identityId),
    projectSlug: known(settings.projectSlug),
    slug: known(settings.slug),
    permissions: rulesOf(settings.permissions)?.map((rule) =>
      Tokenization.isResolvable(rule)
        ? undefined
        : {
            actions: knownElements(rule.actions),
            subject: known(rule.subject),
            conditions: knownConditions(rule.conditions),
          },
    ),
    temporary: Tokenization.isResolvable(settings.temporary)
      ? undefined
      : settings.temporary && {
          range: known(settings.temporary.range),
          startTime: known(settings.temporary.startTime ?? null),
          renewTriggers: settings.temporary.renewTriggers ?? null,
        },
  };
}

function knownConditions(conditions: ConditionsInput | undefined): string | null | undefined {
  if (conditions === undefined) return null;
  return Tokenization.isResolvable(conditions) ? undefined : literalConditions(conditions);
}

/** JSON text into which a token was put: what `JSON.stringify` makes of an object that holds one. */
function injectionProblems(permissions: IdentityPrivilegeSettings["permissions"]): Problem[] {
  return (rulesOf(permissions) ?? []).flatMap(({ conditions }, index) => {
    if (typeof conditions !== "string" || splitTokens(conditions).length === 1) return [];
    return {
      path: ["permissions", index, "conditions"],
      severity: "error",
      summary: "Unsafe Conditions",
      detail: `permissions[${index}].conditions is a text with a token inside: a value with a quotation mark in it could end its JSON string and go on with conditions of its own. Write an object, which may hold tokens anywhere, or pass Fn.jsonencode(…).`,
    };
  });
}

function rulesOf(
  permissions: IdentityPrivilegeSettings["permissions"],
): IdentityPrivilegePermissions[] | undefined {
  return Array.isArray(permissions) ? permissions : undefined;
}
