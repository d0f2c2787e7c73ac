import type { PrivilegeAnswer } from "../../infisical/privilege-answer";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { ObjectValue } from "../../terraform-plugin/value";
import { confirmationSignal } from "../confirmation-signal";
import type { Connection } from "../connection";
import { IDENTITY_GONE } from "./privilege-directory";
import { privilegeFailure } from "./privilege-failure";
import { pairOf } from "./privilege-model";

/** The row with the id in state, by a fresh LIST: what happened to it when a write found nothing, or its answer was lost. */
export async function rowWithId(
  prior: ObjectValue,
  connection: Connection,
  stopped: AbortSignal,
): Promise<PrivilegeAnswer | undefined> {
  const rows = await connection.directory
    .readAfresh(pairOf(prior), confirmationSignal(stopped))
    .catch((error: unknown) => {
      throw privilegeFailure(error, "confirming what happened to the", prior);
    });
  return rows === IDENTITY_GONE ? undefined : rows.find(({ id }) => id === prior.id);
}

/** Servers of 2026 look a row up by project and slug first and check the identity afterwards (contract/api.md B2). */
export function unaddressable(row: PrivilegeAnswer): DiagnosticError {
  return new DiagnosticError({
    summary: "Privilege Cannot Be Addressed",
    detail: `The server lists the privilege "${row.slug}" (id ${row.id}) but answers that it does not exist: another identity of the project holds the same slug, and API v1 finds that one first. Rename or remove one of the two in Infisical's web page.`,
    attribute: ["slug"],
  });
}
