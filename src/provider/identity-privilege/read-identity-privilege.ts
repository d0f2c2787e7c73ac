import { windowState } from "../../access/access-window";
import type { ReadRequest, ReadResult } from "../../terraform-plugin/resource";
import type { PrivilegeAnswer } from "../../infisical/privilege-answer";
import { sleep } from "../../infisical/interruption";
import type { Connection } from "../connection";
import { findRow } from "./find-row";
import { IDENTITY_GONE } from "./privilege-directory";
import { privilegeFailure } from "./privilege-failure";
import { pairOf, privilegeOf, windowOf } from "./privilege-model";
import { stateOfMissing, stateOfRow } from "./privilege-state";
import { warnDuplicateSlug, warnEndedAndMissing, warnRemovedOutside } from "./privilege-warnings";
import { privilegePrivateState, rememberedWindow, type RememberedWindow } from "./remembered-window";

/**
 * Reads the privilege from the shared LIST of its identity and project, by id and then by slug, so that it is followed through a rename and
 * recognised when it was deleted and made again.
 */
export async function readIdentityPrivilege(request: ReadRequest<Connection>): Promise<ReadResult> {
  const { state, privateState, connection, context } = request;
  connection.rowHolders.holdById(state);
  const rows = await connection.directory.read(pairOf(state), context.stopped).catch((error: unknown) => {
    throw privilegeFailure(error, "reading the", state);
  });
  const found = rows === IDENTITY_GONE ? undefined : await findOwnRow(rows, request);
  if (!found) return readMissing(request);

  const remembered = rememberedWindow(privateState);
  const read = stateOfRow(found.row, state, remembered);
  connection.rowHolders.recordRead(read);
  if (found.others.length > 0) {
    warnDuplicateSlug(
      context.diagnostics,
      read,
      found.others.map(({ id }) => id),
    );
  }
  return {
    state: read,
    privateState: privilegePrivateState(remembered === undefined ? windowOfState(read) : remembered),
  };
}

/** Milliseconds: Terraform reads ten resources at a time and begins with each of them within a few. */
const TIME_FOR_OTHERS = 150;

/** By slug alone a row is ours only when no other resource stands for it; those that are read at the same time get the time to say so. */
async function findOwnRow(
  rows: readonly PrivilegeAnswer[],
  { state, connection, context }: ReadRequest<Connection>,
): Promise<ReturnType<typeof findRow>> {
  const found = findRow(rows, state);
  if (!found || found.row.id === state.id || state.id === null) return found;
  const fresh = await sleep(TIME_FOR_OTHERS, context.stopped)
    .then(() => connection.directory.readAfresh(pairOf(state), context.stopped))
    .catch((error: unknown) => {
      throw privilegeFailure(error, "reading the", state);
    });
  const again = fresh === IDENTITY_GONE ? undefined : findRow(fresh, state);
  if (!again || again.row.id === state.id) return again;
  return connection.rowHolders.mayHoldBySlug(again.row.id, state) ? again : undefined;
}

/**
 * A permanent privilege that is gone leaves the state. A temporary one stays: with its window ended there is nothing to grant again; with its
 * window open it must be granted again *for what is left of it*, and only a resource in state keeps the start until the apply (core hands
 * neither the prior state nor private data to the create of a resource that is not in state). Its id is null then, which shows as drift.
 *
 * Which of these it is, the window that was declared decides: the state may hold what somebody made of it before it was removed.
 */
function readMissing({ state, privateState, connection, context }: ReadRequest<Connection>): ReadResult {
  const remembered = rememberedWindow(privateState);
  const declared = remembered === undefined ? windowOfState(state) : remembered;
  const isImport = remembered === undefined && state.id === null && declared === null;
  if (isImport) return { state: null };

  if (declared !== null && windowState(declared, new Date()) === "ended") {
    warnEndedAndMissing(context.diagnostics, state);
    connection.rowHolders.recordRead(state);
    return { state: stateOfMissing(state, declared), privateState: privilegePrivateState(declared, "ended") };
  }
  warnRemovedOutside(context.diagnostics, state, { ...privilegeOf(state), window: declared });
  if (declared === null) return { state: null };
  return {
    state: { ...stateOfMissing(state, declared), id: null },
    privateState: privilegePrivateState(declared, "open"),
  };
}

/**
 * What an import, or a state that another provider wrote, or one whose private data Terraform lost with a provider that was killed, remembers: the
 * window that it has at that moment.
 */
function windowOfState(state: ReadResult["state"]): RememberedWindow | null {
  const window = state && windowOf(state);
  return window?.startTime ? { ...window, startTime: window.startTime, renewTriggers: null } : null;
}
