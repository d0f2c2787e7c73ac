import type { PrivilegeAnswer } from "../../infisical/privilege-answer";
import type { CreateRequest, UpdateRequest, WriteResult } from "../../terraform-plugin/resource";
import type { Connection } from "../connection";
import { removePrivilege } from "../identity-privilege/remove-privilege";
import { IDENTITY_GONE } from "../identity-privilege/privilege-directory";
import { privilegeListFailure } from "../identity-privilege/privilege-failure";
import { pairOf } from "../identity-privilege/privilege-model";
import { exclusiveId } from "./plan-identity-privileges-exclusive";
import { seenPrivateState, seenPrivileges } from "./seen-privileges";
import { grantLines, knownTexts, undeclaredPrivileges, undeclaredValue } from "./undeclared-privileges";

/** Removes nothing: what a create would remove, no plan has shown as a change. The next plan does. */
export async function createIdentityPrivilegesExclusive(
  request: CreateRequest<Connection>,
): Promise<WriteResult> {
  const undeclared = await listUndeclared(request);
  return { state: stateAfter(request, undeclared), privateState: privateStateAfter(request, []) };
}

/** Deletes exactly the rows that the plan showed and that still are undeclared. */
export async function updateIdentityPrivilegesExclusive(
  request: UpdateRequest<Connection>,
): Promise<WriteResult> {
  const { planned, privateState, connection, context } = request;
  const undeclared = await listUndeclared(request);
  if (planned.on_undeclared === "report") {
    return { state: stateAfter(request, undeclared), privateState: privateStateAfter(request, undeclared) };
  }
  const shown = new Set(seenPrivileges(privateState)?.undeclaredIds);
  const appeared = undeclared.filter(({ id }) => !shown.has(id));
  for (const row of undeclared.filter(({ id }) => shown.has(id))) {
    await removePrivilege({ ...planned, id: row.id, slug: row.slug }, connection, context);
  }
  if (appeared.length > 0) {
    context.diagnostics.warning({
      summary: "Undeclared Privileges Appeared Meanwhile",
      detail: `Since the plan, identity ${String(planned.identity_id)} in project "${String(planned.project_slug)}" got privileges that nobody declared and that the plan did not show:\n\n${grantLines(appeared)}\n\nThey were left alone; the next plan removes them.`,
      attribute: ["privilege_slugs"],
    });
  }
  return { state: stateAfter(request, appeared), privateState: privateStateAfter(request, appeared) };
}

/** By a fresh LIST, taken when no write of this process to the pair is under way; rows that this process made or changed are declared. */
async function listUndeclared({
  planned,
  connection,
  context,
}: CreateRequest<Connection>): Promise<PrivilegeAnswer[]> {
  const pair = pairOf(planned);
  await connection.directory.whenNoWrite(pair);
  const rows = await connection.directory.readAfresh(pair, context.stopped).catch((error: unknown) => {
    throw privilegeListFailure(error, planned);
  });
  if (rows === IDENTITY_GONE) return [];
  return undeclaredPrivileges(rows, knownTexts(planned.privilege_slugs), planned.ignore_slugs).filter(
    ({ id }) => !connection.ledger.owns(id),
  );
}

function stateAfter({ planned }: CreateRequest<Connection>, undeclared: readonly PrivilegeAnswer[]) {
  return {
    ...planned,
    id: exclusiveId(String(planned.project_slug), String(planned.identity_id)),
    undeclared: undeclaredValue(undeclared),
  };
}

function privateStateAfter({ planned }: CreateRequest<Connection>, undeclared: readonly PrivilegeAnswer[]) {
  return seenPrivateState({
    declaredSlugs: knownTexts(planned.privilege_slugs),
    undeclaredIds: undeclared.map(({ id }) => id),
  });
}
