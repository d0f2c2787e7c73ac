import { InfisicalError } from "../../infisical/infisical-error";
import type { DiagnosticContent } from "../../terraform-plugin/diagnostic";
import type { DeleteRequest, PlanDestroyRequest } from "../../terraform-plugin/resource";
import type { ObjectValue } from "../../terraform-plugin/value";
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
    if (connection.ledger.isAdopted(String(prior.id))) {
      context.diagnostics.warning(keptWarning(prior));
      return;
    }
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

/** create_before_destroy, or another address in the same apply: whoever meant to revoke client secrets must not take this for done. */
function keptWarning({ identity_id: identityId, client_id: clientId }: ObjectValue): DiagnosticContent {
  return {
    summary: "Universal Auth Was Not Replaced",
    detail: `Before the universal auth of identity ${String(identityId)} (client id ${String(clientId)}) was to be deleted, this apply adopted it again, so it was left alone: its client secrets and access tokens are still in force. To revoke them, replace it without create_before_destroy, which Terraform also takes over from resources that depend on this one, or without adopt_existing.`,
  };
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
