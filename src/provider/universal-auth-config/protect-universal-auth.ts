import { sameIdentityId } from "../../access/identity-id";
import { DiagnosticError } from "../../terraform-plugin/diagnostic";
import type { ObjectValue } from "../../terraform-plugin/value";
import type { Connection } from "../connection";
import { universalAuthFailure } from "./universal-auth-failure";

/** Refuses what would lock people or this very provider out: deleting a protected universal auth, or the operator's own. */
export async function refuseProtectedDeletion(
  prior: ObjectValue,
  connection: Connection,
  stopped: AbortSignal,
): Promise<void> {
  const identityId = String(prior.identity_id);
  if (prior.deletion_protection === true) {
    throw new DiagnosticError({
      summary: "Universal Auth Is Protected",
      detail: `Destroying or replacing the universal auth of identity ${identityId} would revoke every client secret and access token of the identity (client id ${String(prior.client_id)}), and deletion_protection is on. Set deletion_protection = false and apply that first, or run terraform state rm to stop managing it.`,
      attribute: ["deletion_protection"],
    });
  }
  if (!connection.isPending && (await isOwnIdentity(identityId, connection, stopped))) {
    throw new DiagnosticError({
      summary: "Universal Auth Is The Provider's Own",
      detail: `The provider is logged in as identity ${identityId} itself. Destroying or replacing its universal auth would revoke the provider's own access half-way through the apply, with no way back. Use another identity's credentials for this, or run terraform state rm to stop managing it.`,
      attribute: ["identity_id"],
    });
  }
}

export async function isOwnIdentity(
  identityId: string,
  { client }: Connection,
  stopped: AbortSignal,
): Promise<boolean> {
  const own = await client.callerIdentityId(stopped).catch((error: unknown) => {
    throw universalAuthFailure(error, "finding out whether the provider itself logs in with", identityId);
  });
  return own !== undefined && sameIdentityId(own, identityId);
}

export function deletionWarning(prior: ObjectValue) {
  return {
    summary: "Universal Auth Will Be Deleted",
    detail: `Deleting the universal auth of identity ${String(prior.identity_id)} revokes every client secret and access token of the identity (client id ${String(prior.client_id)}). Whatever logs in with them stops working.`,
  };
}
