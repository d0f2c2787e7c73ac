import { InfisicalError } from "../../infisical/infisical-error";
import type { DeleteRequest, PlanDestroyRequest } from "../../terraform-plugin/resource";
import { universalAuthKey } from "../apply-ledger";
import { confirmationSignal } from "../confirmation-signal";
import type { Connection } from "../connection";
import { deletionWarning, refuseProtectedDeletion } from "./protect-universal-auth";
import { saysUniversalAuthGone } from "./read-universal-auth-config";
import { universalAuthFailure } from "./universal-auth-failure";

export async function planUniversalAuthDestroy({
  prior,
  connection,
  context,
}: PlanDestroyRequest<Connection>): Promise<void> {
  await refuseProtectedDeletion(prior, connection, context.stopped);
  context.diagnostics.warning(deletionWarning(prior));
}

export async function deleteUniversalAuthConfig({
  prior,
  connection,
  context,
}: DeleteRequest<Connection>): Promise<void> {
  const identityId = String(prior.identity_id);
  await connection.ledger.inTurn(universalAuthKey(identityId), async () => {
    // create_before_destroy: the create adopted this very universal auth.
    if (connection.ledger.isAdopted(String(prior.id))) return;
    // Core plans the destruction of a -replace without asking the provider, so the protection is looked at here, too.
    await refuseProtectedDeletion(prior, connection, context.stopped);
    try {
      await connection.client.universalAuth.detach(identityId, context.stopped);
    } catch (thrown) {
      if (saysUniversalAuthGone(thrown)) return;
      if (
        InfisicalError.from(thrown).sent === "maybe" &&
        (await isDetached(identityId, connection, context.stopped))
      )
        return;
      throw universalAuthFailure(thrown, "deleting", identityId);
    }
  });
}

async function isDetached(
  identityId: string,
  { client }: Connection,
  stopped: AbortSignal,
): Promise<boolean> {
  try {
    await client.universalAuth.get(identityId, confirmationSignal(stopped));
    return false;
  } catch (error) {
    return saysUniversalAuthGone(error);
  }
}
