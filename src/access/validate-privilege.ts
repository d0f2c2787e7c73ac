import { endsAfterAllDates, rangeInMilliseconds, unambiguousRange } from "./access-range";
import { isIdentityId } from "./identity-id";
import { formatInstant, parseInstant } from "./instant";
import { errorProblem, type Problem } from "./problem";
import { slugProblem } from "./slug";
import { type RuleInput, validateRule } from "./validate-rule";

/** What is known of a temporary window before an apply, in Terraform's shape. What is unknown is left out; null is known to be absent. */
export interface WindowInput {
  readonly range?: string;
  readonly startTime?: string | null;
  readonly renewTriggers?: object | null;
}

/** What is known of a privilege before an apply, in Terraform's shape. What is unknown is left out; null is known to be absent. */
export interface PrivilegeInput {
  readonly identityId?: string;
  readonly projectSlug?: string;
  readonly slug?: string | null;
  readonly permissions?: readonly (RuleInput | undefined)[];
  readonly temporary?: WindowInput | null;
}

/**
 * What is wrong with a privilege as far as it is known, without asking a server. What API v1 can't write is not wrong here, see `unwritable`: a
 * configuration may describe what another client wrote.
 */
export function validatePrivilege(input: PrivilegeInput): Problem[] {
  return [
    ...validateIdentityId(input.identityId),
    ...projectSlugProblems(input.projectSlug),
    ...slugProblems(input.slug),
    ...permissionsProblems(input.permissions),
    ...(input.temporary == null ? [] : windowProblems(input.temporary)),
  ];
}

/** What is wrong with an `identity_id` as far as it is known. */
export function validateIdentityId(value: string | undefined): Problem[] {
  if (value === undefined || isIdentityId(value)) return [];
  return [
    errorProblem({
      path: ["identity_id"],
      summary: "Invalid Identity Id",
      value,
      rule: "must be a UUID such as 78e59e24-a17b-4a93-8700-6f60a7f332fd",
      advice: "Infisical shows the id on the page of the machine identity.",
    }),
  ];
}

function projectSlugProblems(value: string | undefined): Problem[] {
  if (value === undefined || /^\S+$/.test(value)) return [];
  return [
    errorProblem({
      path: ["project_slug"],
      summary: "Invalid Project Slug",
      value,
      rule: "must be the slug of a project and hold no spaces",
      advice: "Infisical shows the slug in the settings of the project.",
    }),
  ];
}

function slugProblems(value: string | null | undefined): Problem[] {
  const rule = value == null ? undefined : slugProblem(value);
  if (rule === undefined) return [];
  const advice = 'Write a slug such as "read-prod-payments".';
  return [errorProblem({ path: ["slug"], summary: "Invalid Privilege Slug", value, rule, advice })];
}

function permissionsProblems(value: PrivilegeInput["permissions"]): Problem[] {
  if (value === undefined) return [];
  if (value.length > 0) {
    return value.flatMap((rule, index) =>
      rule === undefined ? [] : validateRule(rule, ["permissions", index]),
    );
  }
  const advice = "Write a rule, or remove the privilege.";
  return [
    errorProblem({
      path: ["permissions"],
      summary: "No Permissions",
      value,
      rule: "must hold at least one rule",
      advice,
    }),
  ];
}

function windowProblems({ range, startTime, renewTriggers }: WindowInput): Problem[] {
  return [
    ...(range === undefined ? [] : rangeProblems(range)),
    ...(startTime == null ? [] : startTimeProblems(startTime)),
    ...(startTime == null || renewTriggers == null ? [] : [renewalProblem(startTime)]),
  ];
}

function rangeProblems(value: string): Problem[] {
  const path = ["temporary", "range"];
  const length = rangeInMilliseconds(value);
  if (endsAfterAllDates(value)) {
    const rule = "must end at a date that the server can store";
    const advice = 'Write a shorter range such as "4h", or leave temporary out for a permanent privilege.';
    return [errorProblem({ path, summary: "Invalid Range", value, rule, advice })];
  }
  if (length === undefined) {
    const rule =
      "must be one number above 0 and one unit (ms, s, m, h, d, w, y), which is what the server takes";
    const advice = 'Write "30m", "4h", "7d" or "2w"; for a month write "30d", for an hour and a half "90m".';
    return [errorProblem({ path, summary: "Invalid Range", value, rule, advice })];
  }
  if (length === 0) {
    const advice = 'Write a longer range such as "4h".';
    return [
      errorProblem({
        path,
        summary: "Invalid Range",
        value,
        rule: "must be one millisecond or longer",
        advice,
      }),
    ];
  }
  const clear = unambiguousRange(value);
  if (clear === value) return [];
  const rule = /M$/.test(value)
    ? 'must not use the unit "M", which the server reads as minutes, not months'
    : "must have a unit, for the server reads a bare number as milliseconds";
  const advice = `If that is what you mean write "${clear}", else a range such as "4h" or "30d".`;
  return [errorProblem({ path, summary: "Misleading Range", value, rule, advice })];
}

function startTimeProblems(value: string): Problem[] {
  const instant = parseInstant(value);
  const isWritable = instant !== undefined && /^\d/.test(formatInstant(instant));
  if (isWritable) return [];
  return [
    errorProblem({
      path: ["temporary", "start_time"],
      summary: "Invalid Start Time",
      value,
      rule: "must be a time that exists, in RFC 3339, with seconds and a zone",
      advice: 'Write "2026-11-23T18:00:00Z" or "2026-11-23T19:00:00+01:00".',
    }),
  ];
}

/** Blames the start: Terraform can point at the line of a text, but only at the closing brace of an object. */
function renewalProblem(value: string): Problem {
  return errorProblem({
    path: ["temporary", "start_time"],
    summary: "Conflicting Window",
    value,
    rule: "must not be given together with renew_triggers, for a renewal starts the window at the time of the apply",
    advice: "Remove start_time, or remove renew_triggers.",
  });
}
