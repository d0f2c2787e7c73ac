import { InfisicalError } from "../../infisical/infisical-error";
import type { CallContext } from "../../terraform-plugin/call-context";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { ObjectValue } from "../../terraform-plugin/value";
import type { Connection } from "../connection";
import { rowWithId, unaddressable } from "./confirm-row";
import { privilegeFailure, privilegeName } from "./privilege-failure";
import { pairOf } from "./privilege-model";

/** Rows that share the slug and are met before ours is gone. */
const MAXIMUM_DELETES = 10;

/**
 * Deletes the row that `value` names by identity, project, slug and id, until a LIST no longer shows it. Already gone is done.
 *
 * @throws DiagnosticError
 */
export async function removePrivilege(
  value: ObjectValue,
  connection: Connection,
  context: CallContext,
): Promise<void> {
  const pair = pairOf(value);
  let slug = String(value.slug);
  for (let number = 1; number <= MAXIMUM_DELETES; number++) {
    try {
      const deleted = await connection.directory.duringWrite(pair, () =>
        connection.client.privileges.delete(pair, slug, context.stopped),
      );
      if (deleted.id === value.id) return;
      context.diagnostics.warning({
        summary: "Several Privileges Shared One Slug",
        detail: `Deleting the ${privilegeName(value)} (id ${String(value.id)}) also deleted another row with the same slug (id ${deleted.id}): the API takes whichever it finds first.`,
      });
    } catch (thrown) {
      const error = InfisicalError.from(thrown);
      if (await connection.directory.saysIdentityGone(error, pair, context.stopped)) return;
      const mayBeDone = error.kind === "privilege-not-found" || error.sent === "maybe";
      if (!mayBeDone) throw privilegeFailure(error, "deleting the", value);
      const row = await rowWithId(value, connection, context.stopped);
      if (!row) return;
      if (row.slug === slug) {
        throw error.kind === "privilege-not-found"
          ? unaddressable(row)
          : privilegeFailure(error, "deleting the", value);
      }
      slug = row.slug;
      continue;
    }
    const row = await rowWithId(value, connection, context.stopped);
    if (!row) return;
    slug = row.slug;
  }
  throw new DiagnosticError({
    summary: "Privilege Was Not Deleted",
    detail: `The server still lists the ${privilegeName(value)} (id ${String(value.id)}) after ${MAXIMUM_DELETES} deletions of its slug. Remove it in Infisical's web page.`,
  });
}
