import { type IResolvable, Token, Tokenization } from "cdktf";
import { type PrivilegeInput, type Problem, slugProblem, validatePrivilege } from "../access";
import { type ConditionsInput, literalConditions } from "./conditions";
import type { IdentityPrivilegePermissions } from "./identity-privilege-permissions";
import type { IdentityPrivilegeTemporary } from "./identity-privilege-temporary";
import { misspelledSettings, type SettingNames } from "./misspelled-settings";
import { knownElements, knownText, splitTokens } from "./tokens";
import { undefinedConditions } from "./undefined-conditions";

/** The settings of a privilege that can be judged at synth. */
export interface IdentityPrivilegeSettings {
  readonly identityId: string;
  readonly projectSlug: string;
  readonly slug: string;
  /** Whether the slug is the id of the construct, for want of another. */
  readonly slugIsId: boolean;
  readonly permissions?: IdentityPrivilegePermissions[] | IResolvable;
  readonly temporary?: IdentityPrivilegeTemporary | IResolvable;
}

/** What is wrong with a privilege as far as it is known at synth. Tokens pass unread. */
export function identityPrivilegeProblems(settings: IdentityPrivilegeSettings): Problem[] {
  return [
    ...(settings.slugIsId ? idProblems(settings.slug) : []),
    ...validatePrivilege(knownPrivilege(settings)),
    ...injectionProblems(settings.permissions),
    ...undefinedProblems(settings.permissions),
    ...misspelledProblems(settings),
  ];
}

/** What is known of a privilege at synth: everything but its tokens. */
function knownPrivilege(settings: IdentityPrivilegeSettings): PrivilegeInput {
  return {
    identityId: knownText(settings.identityId),
    projectSlug: knownText(settings.projectSlug),
    slug: settings.slugIsId ? null : knownText(settings.slug),
    permissions: rulesOf(settings.permissions)?.map((rule) =>
      Tokenization.isResolvable(rule)
        ? undefined
        : {
            actions: knownElements(rule.actions),
            subject: knownText(rule.subject),
            conditions: knownConditions(rule.conditions),
          },
    ),
    temporary: Tokenization.isResolvable(settings.temporary)
      ? undefined
      : settings.temporary && {
          range: knownText(settings.temporary.range),
          startTime: settings.temporary.startTime == null ? null : knownText(settings.temporary.startTime),
          renewTriggers: knownTriggers(settings.temporary.renewTriggers),
        },
  };
}

/** Undefined for a token, which may come to null. A map with tokens in it is a map. */
function knownTriggers(triggers: IdentityPrivilegeTemporary["renewTriggers"]): object | null | undefined {
  return Token.isUnresolved(triggers) ? undefined : (triggers ?? null);
}

function knownConditions(conditions: ConditionsInput | undefined): string | null | undefined {
  if (conditions === undefined) return null;
  return Tokenization.isResolvable(conditions) ? undefined : literalConditions(conditions);
}

function idProblems(id: string): Problem[] {
  const rule = slugProblem(id);
  if (rule === undefined) return [];
  return [
    {
      path: ["slug"],
      severity: "error",
      summary: "No Privilege Slug",
      detail: `slug is not given, and the id of the construct cannot take its place: a slug ${rule}; the id is ${JSON.stringify(id)}. Write a slug such as "read-prod-payments", or give the construct such an id.`,
    },
  ];
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

/** A condition whose value went missing, such as a variable of the environment that is not set: without it the rule would hold everywhere. */
function undefinedProblems(permissions: IdentityPrivilegeSettings["permissions"]): Problem[] {
  return (rulesOf(permissions) ?? []).flatMap(({ conditions }, index) =>
    undefinedConditions(conditions).map((key) => ({
      path: ["permissions", index, "conditions"],
      severity: "error",
      summary: "Undefined Condition",
      detail: `permissions[${index}].conditions.${key} is undefined, and the rule would not be narrowed by it. Give it a value, or leave the key out if that is meant.`,
    })),
  );
}

const RULE_SETTINGS: SettingNames<IdentityPrivilegePermissions> = {
  actions: true,
  subject: true,
  conditions: true,
  inverted: true,
};

const WINDOW_SETTINGS: SettingNames<IdentityPrivilegeTemporary> = {
  range: true,
  startTime: true,
  renewTriggers: true,
};

function misspelledProblems({ permissions, temporary }: IdentityPrivilegeSettings): Problem[] {
  return [
    ...(rulesOf(permissions) ?? []).flatMap((rule, index) =>
      misspelledSettings(rule, RULE_SETTINGS, `permissions[${index}].`),
    ),
    ...misspelledSettings(temporary, WINDOW_SETTINGS, "temporary."),
  ];
}

/** From JavaScript, a rule can be missing in its place. */
function rulesOf(
  permissions: IdentityPrivilegeSettings["permissions"],
): Partial<IdentityPrivilegePermissions>[] | undefined {
  if (!Array.isArray(permissions)) return undefined;
  return permissions.map((rule: IdentityPrivilegePermissions | null) => rule ?? {});
}
