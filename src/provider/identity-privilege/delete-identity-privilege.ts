import { InfisicalError } from "../../infisical/infisical-error";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { DeleteRequest } from "../../terraform-plugin/resource";
import { privilegeKey } from "../apply-ledger";
import type { Connection } from "../connection";
import { privilegeFailure, privilegeName } from "./privilege-failure";
import { pairOf, privilegeOf, renewTriggersOf, temporaryOf } from "./privilege-model";
import { isMissing, rememberedWindow, type RememberedWindow } from "./remembered-window";
import { rowWithId, unaddressable } from "./update-identity-privilege";

/** Rows that share the slug and are met before ours is gone. */
const MAXIMUM_DELETES = 10;

export async function deleteIdentityPrivilege(request: DeleteRequest<Connection>): Promise<void> {
  const { prior, privateState, connection } = request;
  const id = String(prior.id);
  await connection.ledger.inTurn(privilegeKey(pairOf(prior), String(prior.slug)), async () => {
    // create_before_destroy, or an address renamed without `moved`: the create took this very row over.
    if (isMissing(privateState) || connection.ledger.isAdopted(id)) return;
    await deleteRow(request);
    connection.ledger.recordDeletedPrivilege(pairOf(prior), String(prior.slug), id, windowBefore(request));
  });
}

async function deleteRow({ prior, connection, context }: DeleteRequest<Connection>): Promise<void> {
  const pair = pairOf(prior);
  let slug = String(prior.slug);
  for (let number = 1; number <= MAXIMUM_DELETES; number++) {
    try {
      const deleted = await connection.directory.duringWrite(pair, () =>
        connection.client.privileges.delete(pair, slug, context.stopped),
      );
      if (deleted.id === prior.id) return;
      context.diagnostics.warning({
        summary: "Several Privileges Shared One Slug",
        detail: `Deleting the ${privilegeName(prior)} (id ${String(prior.id)}) also deleted another row with the same slug (id ${deleted.id}): the API takes whichever it finds first.`,
      });
    } catch (thrown) {
      const error = InfisicalError.from(thrown);
      if (await connection.directory.saysIdentityGone(error, pair, context.stopped)) return;
      const mayBeDone = error.kind === "privilege-not-found" || error.sent === "maybe";
      if (!mayBeDone) throw privilegeFailure(error, "deleting the", prior);
      const row = await rowWithId(prior, pair, connection, context.stopped);
      if (!row) return;
      if (row.slug === slug) {
        throw error.kind === "privilege-not-found"
          ? unaddressable(row)
          : privilegeFailure(error, "deleting the", prior);
      }
      slug = row.slug;
      continue;
    }
    const row = await rowWithId(prior, pair, connection, context.stopped);
    if (!row) return;
    slug = row.slug;
  }
  throw new DiagnosticError({
    summary: "Privilege Was Not Deleted",
    detail: `The server still lists the ${privilegeName(prior)} (id ${String(prior.id)}) after ${MAXIMUM_DELETES} deletions of its slug. Remove it in Infisical's web page.`,
  });
}

function windowBefore({ prior, privateState }: DeleteRequest<Connection>): RememberedWindow | null {
  const remembered = rememberedWindow(privateState);
  if (remembered !== undefined) return remembered;
  const startTime = privilegeOf(prior).window?.startTime;
  return startTime ? { startTime, renewTriggers: renewTriggersOf(temporaryOf(prior)) } : null;
}
