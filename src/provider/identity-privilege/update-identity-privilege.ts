import { InfisicalError } from "../../infisical/infisical-error";
import type { PrivilegeAnswer } from "../../infisical/privilege-answer";
import { privilegeBody } from "../../infisical/privilege-body";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { UpdateRequest, WriteResult } from "../../terraform-plugin/resource";
import { UNKNOWN, type ObjectValue } from "../../terraform-plugin/value";
import { privilegeKey } from "../apply-ledger";
import type { Connection } from "../connection";
import { createPrivilege } from "./create-identity-privilege";
import { declaredPrivilege, rememberedWindowOf, type DeclaredPrivilege } from "./declared-privilege";
import { needsWrite } from "./plan-identity-privilege";
import { rowWithId, unaddressable } from "./confirm-row";
import { privilegeFailure, privilegeName } from "./privilege-failure";
import { stateOfRow, stateOfWrite } from "./privilege-state";
import { warnOfClock } from "./privilege-warnings";
import { checkWrite, describeDifferences, type WriteCheck } from "./privilege-write-check";
import { refuseUnwritableRules } from "./refuse-unwritable-rules";
import { missingPrivilege, privilegePrivateState } from "./remembered-window";

export async function updateIdentityPrivilege(request: UpdateRequest<Connection>): Promise<WriteResult> {
  const { prior, planned, config, privateState, connection, context } = request;
  const declared = declaredPrivilege({ config, prior, planned, privateState });
  const resolved = withStart(planned, declared);

  // The plan of a privilege that was removed outside leaves its id unknown.
  if (planned.id === UNKNOWN) {
    refuseUnwritableRules(planned, context.diagnostics);
    return context.diagnostics.hasError
      ? { state: null }
      : createPrivilege({ ...request, planned: resolved }, declared);
  }
  if (!needsWrite(prior, resolved)) {
    return {
      state: resolved,
      privateState: privilegePrivateState(rememberedWindowOf(declared, null), missingPrivilege(privateState)),
    };
  }
  refuseUnwritableRules(planned, context.diagnostics);
  if (context.diagnostics.hasError) return { state: null };

  const slug = String(planned.slug);
  const row = await connection.ledger.inTurn(privilegeKey(declared.pair, String(prior.slug)), () =>
    patchPrivilege(request, declared, slug),
  );
  connection.ledger.recordOwn(row.id);
  const written = privilegePrivateState(rememberedWindowOf(declared, null));
  const check = checkWrite(declared, slug, planned, row);
  if (check.differences.length === 0) {
    warnOfClock(context.diagnostics, declared, row);
    return { state: stateOfWrite(row, resolved), privateState: written };
  }

  context.diagnostics.error(writeCheckFailure(check, planned, row, slug));
  return { state: stateOfRow(row, resolved, rememberedWindowOf(declared, null)), privateState: written };
}

function withStart(planned: ObjectValue, { window }: DeclaredPrivilege): ObjectValue {
  const temporary = planned.temporary as ObjectValue | null;
  if (!temporary || !window || temporary.start_time !== UNKNOWN) return planned;
  return { ...planned, temporary: { ...temporary, start_time: window.startTime } };
}

/** PATCHes the whole desired state and returns the row as it is afterwards, which is the one in state. */
async function patchPrivilege(
  { prior, planned, connection, context }: UpdateRequest<Connection>,
  declared: DeclaredPrivilege,
  newSlug: string,
): Promise<PrivilegeAnswer> {
  const { pair, rules, window } = declared;
  const details = {
    slug: newSlug,
    ...privilegeBody(rules),
    ...(window
      ? {
          isTemporary: true,
          temporaryMode: "relative" as const,
          temporaryRange: window.range,
          temporaryAccessStartTime: window.startTime,
        }
      : { isTemporary: false }),
  };
  const patch = (slug: string) =>
    connection.directory.duringWrite(pair, () =>
      connection.client.privileges.update(pair, slug, details, context.stopped),
    );
  const slugs = [String(prior.slug)];
  for (const slug of slugs) {
    try {
      const row = await patch(slug);
      if (row.id === prior.id) return row;
      throw sharedSlug(planned, slug, row.id);
    } catch (thrown) {
      if (thrown instanceof DiagnosticError) throw thrown;
      const error = InfisicalError.from(thrown);
      // The slug stays as it is, so that it is only taken when another row has it, too.
      if (error.kind === "slug-exists" && slug === newSlug) throw sharedSlug(planned, slug);
      const mayBeDone = error.kind === "privilege-not-found" || error.sent === "maybe";
      if (!mayBeDone) throw privilegeFailure(error, "updating the", prior);
      const row = await rowWithId(prior, connection, context.stopped);
      if (!row) throw removedMeanwhile(prior);
      if (checkWrite(declared, newSlug, planned, row).differences.length === 0) return row;
      // Renamed between the plan and now: it is addressed by the slug that it has.
      if (!slugs.includes(row.slug) && !context.stopped.aborted) slugs.push(row.slug);
      else
        throw error.kind === "privilege-not-found"
          ? unaddressable(row)
          : privilegeFailure(error, "updating the", prior);
    }
  }
  throw removedMeanwhile(prior);
}

function writeCheckFailure(
  { differences, grantsMore }: WriteCheck,
  planned: ObjectValue,
  row: PrivilegeAnswer,
  slug: string,
) {
  const name = privilegeName({ ...planned, slug: row.slug });
  const ignoredRename =
    row.slug === slug
      ? ""
      : `\n\nServers of 2026 ignore a rename without an error. Either keep slug = "${row.slug}", or replace the privilege: terraform apply -replace=ADDRESS`;
  return {
    summary: grantsMore ? "More Is Granted Than Declared" : "Privilege Is Not As Declared",
    detail: `${grantsMore ? "More is granted than declared, and it is in force. " : ""}The server answered the update of the ${name} with success, but it is not as asked for:\n\n${describeDifferences(differences)}\n\nThe state holds what the server has.${ignoredRename}`,
  };
}

/** @param patchedId the row that took the update in place of ours; undefined when the server refused the update */
function sharedSlug(planned: ObjectValue, slug: string, patchedId?: string): DiagnosticError {
  const update = `The update of the ${privilegeName(planned)} (id ${String(planned.id)})`;
  const outcome =
    patchedId === undefined
      ? `was refused, because another row has the slug "${slug}", too.`
      : `was carried out on another row with the slug "${slug}" (id ${patchedId}): the API takes whichever it finds first.`;
  return new DiagnosticError({
    summary: "Several Privileges Share One Slug",
    detail: `${update} ${outcome} Remove the row that is not wanted in Infisical's web page, then plan again.`,
    attribute: ["slug"],
  });
}

function removedMeanwhile(prior: ObjectValue): DiagnosticError {
  return new DiagnosticError({
    summary: "Privilege Was Removed Meanwhile",
    detail: `The ${privilegeName(prior)} was there during the plan and is gone now. Nothing was changed. Plan again to see what would be granted anew.`,
  });
}
