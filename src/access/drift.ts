import { sameRange } from "./access-range";
import type { AccessWindow } from "./access-window";
import { describeRule } from "./describe";
import { quoteText } from "./escape-text";
import { sameIdentityId } from "./identity-id";
import { sameInstant } from "./instant";
import { keepRuleSpelling } from "./keep-rule-spelling";
import type { PermissionRule } from "./permission-rule";
import { sameTrustedIps } from "./trusted-ip";
import {
  completeUniversalAuth,
  type DeclaredUniversalAuth,
  universalAuthAttributes,
  type UniversalAuthConfig,
  universalAuthFields,
} from "./universal-auth";

/** A privilege as declared, or as the server has it. */
export interface Privilege {
  readonly identityId: string;
  readonly projectSlug: string;
  readonly slug: string;
  readonly rules: readonly PermissionRule[];
  /** null when the privilege is permanent. */
  readonly window: AccessWindow | null;
}

/** One attribute in which declaration and server differ in meaning. */
export interface Difference {
  /** Terraform's path, such as `["permissions", 0, "actions"]`. Indexes are those of the declaration, beyond its end for rules that it lacks. */
  readonly attribute: readonly (string | number)[];
  /** null when the declaration has no such thing. */
  readonly declared: unknown;
  /** null when the server has no such thing. */
  readonly actual: unknown;
  /** One sentence, without hostile characters. */
  readonly reason: string;
}

/**
 * In which attributes the server's privilege means something else than the declared one (behaviour.md 1); empty when there is no drift. A declared window
 * without a start time is compared by its range alone. Rules on subjects that API v1 hides are taken as present unless the answer shows such subjects.
 */
export function privilegeDrift(declared: Privilege, answer: Privilege): Difference[] {
  return [
    ...textDrift("identity_id", declared.identityId, answer.identityId, sameIdentityId),
    ...textDrift("project_slug", declared.projectSlug, answer.projectSlug),
    ...textDrift("slug", declared.slug, answer.slug),
    ...rulesDrift(declared.rules, answer.rules),
    ...windowDrift(declared.window, answer.window),
  ];
}

function textDrift(
  attribute: string,
  declared: string,
  actual: string,
  same = (a: string, b: string) => a === b,
): Difference[] {
  if (same(declared, actual)) return [];
  return [
    {
      attribute: [attribute],
      declared,
      actual,
      reason: `The server has ${quoteText(actual)}, declared is ${quoteText(declared)}.`,
    },
  ];
}

function rulesDrift(declared: readonly PermissionRule[], actual: readonly PermissionRule[]): Difference[] {
  const paired = keepRuleSpelling(declared, actual);
  const found = new Set(paired.map(({ priorIndex }) => priorIndex));
  const differences = paired.flatMap(({ rule, priorIndex, same }) => {
    const prior = priorIndex === undefined ? undefined : declared[priorIndex];
    if (prior === undefined) return [];
    return (["actions", "conditions", "inverted"] as const)
      .filter((part) => !same[part])
      .map((part) => ({
        attribute: ["permissions", priorIndex as number, part],
        declared: prior[part],
        actual: rule[part],
        reason: `The server has ${describeRule(rule)}, declared is ${describeRule(prior)}.`,
      }));
  });
  const missing = declared.flatMap((rule, index) =>
    found.has(index) || rule.actions.length === 0
      ? []
      : [
          {
            attribute: ["permissions", index],
            declared: rule,
            actual: null,
            reason: `The server lacks ${describeRule(rule)}.`,
          },
        ],
  );
  const extra = paired
    .filter(({ priorIndex }) => priorIndex === undefined)
    .map(({ rule }, position) => ({
      attribute: ["permissions", declared.length + position],
      declared: null,
      actual: rule,
      reason: `The server also has ${describeRule(rule)}, which is not declared.`,
    }));
  const all = [...differences, ...missing, ...extra];
  const moved = paired.some(({ priorIndex }, position) => priorIndex !== position);
  if (all.length > 0 || !moved) return all;
  return [
    {
      attribute: ["permissions"],
      declared,
      actual: paired.map(({ rule }) => rule),
      reason:
        "The server has the rules in another order, and with an inverted rule among them a later rule wins.",
    },
  ];
}

function windowDrift(declared: AccessWindow | null, actual: AccessWindow | null): Difference[] {
  if (declared === null || actual === null) {
    if (declared === actual) return [];
    const reason =
      actual === null
        ? "The server has a permanent privilege, declared is a temporary one."
        : "The server has a temporary privilege, declared is a permanent one.";
    return [{ attribute: ["temporary"], declared, actual, reason }];
  }
  const differences: Difference[] = [];
  if (!sameRange(declared.range, actual.range)) {
    differences.push({
      attribute: ["temporary", "range"],
      declared: declared.range,
      actual: actual.range,
      reason: `The server has the range ${quoteText(actual.range)}, declared is ${quoteText(declared.range)}.`,
    });
  }
  if (
    declared.startTime !== null &&
    !(actual.startTime !== null && sameInstant(declared.startTime, actual.startTime))
  ) {
    differences.push({
      attribute: ["temporary", "start_time"],
      declared: declared.startTime,
      actual: actual.startTime,
      reason: `The server's window starts at ${quoteText(actual.startTime)}, declared is ${quoteText(declared.startTime)}.`,
    });
  }
  return differences;
}

/**
 * In which attributes the server's universal auth differs from the declared one. An attribute that the declaration leaves out is compared with its
 * default (design.md: defaults are enforced), unless the server does not have it at all.
 */
export function universalAuthDrift(
  declared: DeclaredUniversalAuth,
  answer: UniversalAuthConfig,
): Difference[] {
  const complete = completeUniversalAuth(declared);
  return universalAuthFields.flatMap((field) => {
    const isDeclared = declared[field] != null;
    const [wanted, actual] = [complete[field], answer[field]];
    if (actual === null && !isDeclared) return [];
    const same =
      Array.isArray(wanted) && Array.isArray(actual) ? sameTrustedIps(wanted, actual) : wanted === actual;
    if (same) return [];
    const found =
      actual === null ? "The server does not have this setting" : `The server has ${quoteText(actual)}`;
    const reason = `${found}, ${isDeclared ? "declared" : "the default for what is not declared"} is ${quoteText(wanted)}.`;
    return [{ attribute: [universalAuthAttributes[field]], declared: wanted, actual, reason }];
  });
}
