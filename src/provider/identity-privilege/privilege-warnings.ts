import { windowState, type AccessWindow } from "../../access/access-window";
import { describeDuration } from "../../access/describe-duration";
import { describeRules, describeWindow } from "../../access/describe";
import { parseInstant } from "../../access/instant";
import type { PermissionRule } from "../../access/permission-rule";
import type { Privilege } from "../../access/drift";
import type { Diagnostics } from "../../terraform-plugin/diagnostic";
import type { ObjectValue } from "../../terraform-plugin/value";
import type { PrivilegeAnswer } from "../../infisical/privilege-answer";
import type { DeclaredPrivilege } from "./declared-privilege";
import { privilegeName } from "./privilege-failure";

// All warnings of one kind share one summary, so that Terraform folds them.

export function warnRemovedOutside(diagnostics: Diagnostics, state: ObjectValue, privilege: Privilege): void {
  diagnostics.warning({
    summary: "Privilege Was Removed Outside Terraform",
    detail: `The ${privilegeName(state)} no longer exists; where it is still declared, applying grants it again: ${describeRules(privilege.rules)}, ${describeWindow(privilege.window, new Date())}.`,
  });
}

export function warnEndedAndMissing(diagnostics: Diagnostics, state: ObjectValue): void {
  diagnostics.warning({
    summary: "Ended Privilege Was Removed Outside Terraform",
    detail: `The ${privilegeName(state)} no longer exists. Its window had ended, so nothing is lost and it is not created again; remove it from the configuration, or renew it.`,
  });
}

export function warnDuplicateSlug(
  diagnostics: Diagnostics,
  state: ObjectValue,
  otherIds: readonly string[],
): void {
  diagnostics.warning({
    summary: "Several Privileges Share One Slug",
    detail: `Beside the ${privilegeName(state)} (id ${String(state.id)}) the server holds ${otherIds.length === 1 ? "another" : "others"} with the same slug: ${otherIds.join(", ")}. The API takes whichever it finds first. Remove what is not yours in Infisical's web page.`,
    attribute: ["slug"],
  });
}

export function warnAboutWindow(diagnostics: Diagnostics, planned: ObjectValue, window: AccessWindow): void {
  const now = new Date();
  const state = windowState(window, now);
  if (state === "future") {
    diagnostics.warning({
      summary: "Privilege Is In Force Before Its Start",
      detail: `The window of the ${privilegeName(planned)} starts ${String(window.startTime)}, but the server grants the access at once, ${describeWindow(window, now)}: it looks at the end alone.`,
      attribute: ["temporary", "start_time"],
    });
  } else if (state === "ended") {
    diagnostics.warning({
      summary: "Privilege Has Ended",
      detail: `The ${privilegeName(planned)} ${describeWindow(window, now)}; it grants nothing.`,
      attribute: ["temporary"],
    });
  }
}

/** Seconds of difference are the time that requests take. */
const TOLERATED_LEAD = 60_000;

/**
 * The server ends a window by its own clock, which the answer shows. Only a start ahead of it is told: it grants more, and one that lies behind may
 * have waited for the rate limit.
 */
export function warnOfClock(
  diagnostics: Diagnostics,
  { opensNow, window, pair }: DeclaredPrivilege,
  { slug, updatedAt }: PrivilegeAnswer,
): void {
  const [start, written] = [parseInstant(window?.startTime ?? ""), parseInstant(updatedAt ?? "")];
  if (!opensNow || !window || !start || !written) return;
  const lead = start.getTime() - written.getTime();
  if (lead < TOLERATED_LEAD) return;
  const duration = describeDuration(Math.round(lead / 60_000) * 60_000);
  diagnostics.warning({
    summary: "Window Is Longer Than Its Range",
    detail: `The clock of this machine is ${duration} ahead of the server's, so the window of the privilege "${slug}" of identity ${pair.identityId} in project "${pair.projectSlug}" lasts ${duration} longer than its range "${window.range}". Synchronise the clock, then open the window anew by renew_triggers.`,
    attribute: ["temporary"],
  });
}

export function warnRevived(
  diagnostics: Diagnostics,
  planned: ObjectValue,
  rules: readonly PermissionRule[],
  window: AccessWindow,
): void {
  diagnostics.warning({
    summary: "Ended Privilege Comes Into Force Again",
    detail: `The window of the ${privilegeName(planned)} had ended. Applying grants access again ${describeWindow(window, new Date())}: ${describeRules(rules)}.`,
    attribute: ["temporary"],
  });
}

export function warnBecomesPermanent(
  diagnostics: Diagnostics,
  planned: ObjectValue,
  before: AccessWindow,
): void {
  diagnostics.warning({
    summary: "Privilege Becomes Permanent",
    detail: `The ${privilegeName(planned)} becomes permanent (until now: ${describeWindow(before, new Date())}).`,
    attribute: ["temporary"],
  });
}

export function warnTakenOver(
  diagnostics: Diagnostics,
  value: ObjectValue,
  id: string,
  because: string,
): void {
  diagnostics.warning({
    summary: "Existing Privilege Taken Over",
    detail: `The ${privilegeName(value)} (id ${id}) was on the server already and grants exactly what is declared; ${because}. It was taken into the state and nothing was created.`,
  });
}
