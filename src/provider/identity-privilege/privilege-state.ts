import { sameRange } from "../../access/access-range";
import { windowEnd } from "../../access/access-window";
import { formatInstant, sameInstant } from "../../access/instant";
import { type Conditions, printConditions } from "../../access/conditions";
import { keepRuleSpelling } from "../../access/keep-rule-spelling";
import { isOrdered, type PermissionRule } from "../../access/permission-rule";
import type { Privilege } from "../../access/drift";
import { rulesFromAnswer } from "../../access/rules-from-answer";
import type { PrivilegeAnswer } from "../../infisical/privilege-answer";
import { isObjectValue, type ObjectValue, type Value } from "../../terraform-plugin/value";
import { pairOf, renewTriggersOf, rulesOf, temporaryOf } from "./privilege-model";
import type { RememberedWindow } from "./remembered-window";

/** What a row on the server grants. */
export function privilegeOfRow(value: ObjectValue, row: PrivilegeAnswer): Privilege {
  return {
    ...pairOf(value),
    slug: row.slug,
    rules: rulesFromAnswer(row.permissions),
    // A row that became permanent may keep its old range and start (contract/api.md B2).
    window: row.isTemporary
      ? { range: row.temporaryRange ?? "", startTime: row.temporaryAccessStartTime }
      : null,
  };
}

/**
 * The state that a row on the server stands for, with the prior's spelling wherever it means the same. Core refuses a plan that realigns list
 * elements, so what drifted must stand in its prior place already here.
 */
export function stateOfRow(
  row: PrivilegeAnswer,
  prior: ObjectValue,
  remembered: RememberedWindow | null | undefined,
): ObjectValue {
  const priorTemporary = temporaryOf(prior) ?? null;
  return {
    id: row.id,
    identity_id: prior.identity_id ?? null,
    project_slug: prior.project_slug ?? null,
    slug: row.slug,
    permissions: spellPermissions(prior.permissions ?? null, rulesFromAnswer(row.permissions)),
    temporary: row.isTemporary ? spellTemporary(row, priorTemporary, remembered) : null,
    access_end_time: row.isTemporary ? spellInstant(prior.access_end_time, row.temporaryAccessEndTime) : null,
  };
}

/** The state that is kept of a privilege that is gone: with the window that was declared, whatever somebody made of it before. */
export function stateOfMissing(prior: ObjectValue, declared: RememberedWindow): ObjectValue {
  const { range: temporaryRange, startTime: temporaryAccessStartTime } = declared;
  const end = windowEnd(declared);
  return {
    ...prior,
    temporary: spellTemporary(
      { temporaryRange, temporaryAccessStartTime },
      temporaryOf(prior) ?? null,
      declared,
    ),
    access_end_time: end ? spellInstant(prior.access_end_time, formatInstant(end)) : null,
  };
}

/** The state after a write that the server carried out as asked: the plan, completed by what only the server knew. */
export function stateOfWrite(row: PrivilegeAnswer, planned: ObjectValue): ObjectValue {
  const temporary = temporaryOf(planned) ?? null;
  return {
    ...planned,
    id: row.id,
    slug: row.slug,
    temporary: temporary && {
      ...temporary,
      start_time: spellInstant(temporary.start_time, row.temporaryAccessStartTime),
    },
    access_end_time: temporary && row.temporaryAccessEndTime,
  };
}

function spellPermissions(prior: Value, answer: readonly PermissionRule[]): Value[] {
  const before = Array.isArray(prior) ? (prior as Value[]) : [];
  const paired = keepRuleSpelling(rulesOf(prior) ?? [], answer);
  const after = paired.map(({ rule, priorIndex, same }): ObjectValue => {
    const element = priorIndex === undefined ? undefined : before[priorIndex];
    const spelled = isObjectValue(element) ? element : {};
    return {
      actions: same.actions ? (spelled.actions ?? null) : [...rule.actions],
      subject: rule.subject,
      conditions: same.conditions ? (spelled.conditions ?? null) : textOf(rule.conditions),
      inverted: same.inverted ? (spelled.inverted ?? null) : rule.inverted || null,
    };
  });
  if (isOrdered(answer)) return after;
  return keepPlaces(
    before,
    after,
    paired.map(({ priorIndex }) => priorIndex),
  );
}

function textOf(conditions: Conditions): string | null {
  return conditions === null ? null : printConditions(conditions);
}

/**
 * Terraform compares lists by index: without the first of two rules the second would print as changed, too. So a rule that is gone stays, without
 * its actions, where a later one follows; a rule without actions means nothing.
 */
function keepPlaces(
  before: readonly Value[],
  after: readonly Value[],
  priorIndexes: readonly (number | undefined)[],
): Value[] {
  const last = Math.max(-1, ...priorIndexes.map((index) => index ?? -1));
  const kept = before.slice(0, last + 1).map((element, index) => {
    const place = priorIndexes.indexOf(index);
    return place === -1 && isObjectValue(element) ? { ...element, actions: [] } : (after[place] ?? null);
  });
  return [...kept, ...after.filter((_, place) => priorIndexes[place] === undefined)];
}

function spellTemporary(
  row: Pick<PrivilegeAnswer, "temporaryRange" | "temporaryAccessStartTime">,
  prior: ObjectValue | null,
  remembered: RememberedWindow | null | undefined,
): ObjectValue {
  const range = row.temporaryRange;
  return {
    range:
      typeof prior?.range === "string" && range !== null && sameRange(prior.range, range)
        ? prior.range
        : range,
    start_time: spellInstant(prior?.start_time, row.temporaryAccessStartTime),
    renew_triggers: prior ? renewTriggersOf(prior) : (remembered?.renewTriggers ?? null),
  };
}

function spellInstant(prior: Value | undefined, answer: string | null): string | null {
  return typeof prior === "string" && answer !== null && sameInstant(prior, answer) ? prior : answer;
}
