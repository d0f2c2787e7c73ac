import { sameRange } from "../../access/access-range";
import { windowEnd, windowState } from "../../access/access-window";
import { sameInstant, formatInstant } from "../../access/instant";
import { sameIdentityId } from "../../access/identity-id";
import { samePermissions } from "../../access/permission-rule";
import type { Diagnostics } from "../../terraform-plugin/diagnostic";
import type { PlanRequest, PlanResult } from "../../terraform-plugin/resource";
import { UNKNOWN, type ObjectValue, type Value } from "../../terraform-plugin/value";
import type { Connection } from "../connection";
import { rulesOf, temporaryOf, windowOf } from "./privilege-model";
import { warnAboutWindow, warnBecomesPermanent, warnRevived } from "./privilege-warnings";
import { refuseUnwritableRules } from "./refuse-unwritable-rules";
import { keepRules } from "./keep-privilege-spelling";
import { missingPrivilege } from "./remembered-window";
import { AT_APPLY, windowStart } from "./window-start";

export function planIdentityPrivilege(request: PlanRequest<Connection>): PlanResult {
  const { config, prior, connection, context } = request;
  const windowed = withWindow(request);
  if (prior === null) {
    refuseUnwritableRules(config, context.diagnostics);
    commentWindow(windowed, null, context.diagnostics);
    return { planned: windowed };
  }
  // Only a plan reads before it plans; without a refresh a mere reordering of rules shows, and sends nothing.
  const planned = connection.rowHolders.wasRead(prior.id) ? keepRules(windowed, prior) : windowed;
  // Core plans a replacement a second time as a create; what is said about that create is said there.
  if (isReplaced(prior, planned)) return { planned };

  // A row that is renamed here has, until then, a slug that a create may look for.
  if (prior.slug !== planned.slug) connection.ledger.recordOwn(String(prior.id));
  const writes = needsWrite(prior, planned);
  const missing = missingPrivilege(request.privateState);
  const createsAnew = missing === "open" || (missing === "ended" && writes);
  if (createsAnew || writes) refuseUnwritableRules(config, context.diagnostics);
  // That a window has ended was said when its privilege was found missing.
  if (createsAnew || !missing) commentWindow(planned, prior, context.diagnostics);
  return { planned: createsAnew ? { ...planned, id: UNKNOWN } : planned };
}

function withWindow({ config, prior, planned, privateState }: PlanRequest<Connection>): ObjectValue {
  const temporary = temporaryOf(planned);
  if (temporary === undefined) return { ...planned, access_end_time: UNKNOWN };
  if (temporary === null) return { ...planned, access_end_time: null };
  const start = windowStart(config, prior, privateState);
  const withStart: ObjectValue = {
    ...planned,
    temporary: {
      ...temporary,
      start_time:
        start === AT_APPLY || start === UNKNOWN ? UNKNOWN : keepSpelling(start, temporary.start_time),
    },
  };
  return { ...withStart, access_end_time: plannedEnd(prior, withStart) };
}

function keepSpelling(start: string, planned: Value | undefined): string {
  return typeof planned === "string" && sameInstant(planned, start) ? planned : start;
}

/** The end that is in state while nothing moves it, so that a plan promises no change; an end that the server moved by itself is drift. */
function plannedEnd(prior: ObjectValue | null, planned: ObjectValue): Value {
  const before = prior && temporaryOf(prior);
  if (!prior || !before || !sameWindow(before, temporaryOf(planned) ?? null)) return UNKNOWN;
  const end = prior.access_end_time;
  const expected = windowEnd(windowOf(prior) ?? { range: "", startTime: null });
  return typeof end === "string" && expected && sameInstant(end, formatInstant(expected)) ? end : UNKNOWN;
}

export function isReplaced(prior: ObjectValue, planned: ObjectValue): boolean {
  return (
    planned.identity_id === UNKNOWN ||
    planned.project_slug === UNKNOWN ||
    !sameIdentityId(String(prior.identity_id), String(planned.identity_id)) ||
    prior.project_slug !== planned.project_slug
  );
}

/** Whether the plan changes anything that the server knows. Unknown values count as a change. */
export function needsWrite(prior: ObjectValue, planned: ObjectValue): boolean {
  if (prior.slug !== planned.slug || !grantsTheSame(prior.permissions, planned.permissions)) return true;
  const [temporaryBefore, temporaryAfter] = [temporaryOf(prior), temporaryOf(planned)];
  if (temporaryBefore === null && temporaryAfter === null) return false;
  return !sameWindow(temporaryBefore ?? null, temporaryAfter ?? null) || planned.access_end_time === UNKNOWN;
}

function grantsTheSame(before: Value | undefined, after: Value | undefined): boolean {
  if (before === after) return true;
  const [rulesBefore, rulesAfter] = [rulesOf(before), rulesOf(after)];
  return rulesBefore !== undefined && rulesAfter !== undefined && samePermissions(rulesBefore, rulesAfter);
}

function sameWindow(before: ObjectValue | null, after: ObjectValue | null): boolean {
  if (!before || !after) return false;
  const [a, b] = [before, after];
  return (
    typeof a.range === "string" &&
    typeof b.range === "string" &&
    sameRange(a.range, b.range) &&
    typeof a.start_time === "string" &&
    typeof b.start_time === "string" &&
    sameInstant(a.start_time, b.start_time)
  );
}

function commentWindow(planned: ObjectValue, prior: ObjectValue | null, diagnostics: Diagnostics): void {
  const before = prior && windowOf(prior);
  const after = temporaryOf(planned);
  if (after === null && before) {
    warnBecomesPermanent(diagnostics, planned, before);
    return;
  }
  const window = windowOf(planned);
  if (!window || window.startTime === null || window.range === "") return;
  const now = new Date();
  const revived = before && windowState(before, now) === "ended" && windowState(window, now) !== "ended";
  if (revived) {
    warnRevived(diagnostics, planned, rulesOf(planned.permissions) ?? [], window);
  } else {
    warnAboutWindow(diagnostics, planned, window);
  }
}
