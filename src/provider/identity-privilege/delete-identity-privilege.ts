import type { DeleteRequest } from "../../terraform-plugin/resource";
import { privilegeKey } from "../apply-ledger";
import type { Connection } from "../connection";
import { pairOf, renewTriggersOf, temporaryOf, windowOf } from "./privilege-model";
import { missingPrivilege, rememberedWindow, type RememberedWindow } from "./remembered-window";
import { removePrivilege } from "./remove-privilege";

export async function deleteIdentityPrivilege(request: DeleteRequest<Connection>): Promise<void> {
  const { prior, privateState, connection, context } = request;
  const id = String(prior.id);
  await connection.ledger.inTurn(privilegeKey(pairOf(prior), String(prior.slug)), async () => {
    // create_before_destroy, or an address renamed without `moved`: the create took this very row over.
    if (missingPrivilege(privateState) || connection.ledger.isAdopted(id)) return;
    await removePrivilege(prior, connection, context);
    connection.ledger.recordDeletedPrivilege(pairOf(prior), String(prior.slug), id, windowBefore(request));
  });
}

function windowBefore({ prior, privateState }: DeleteRequest<Connection>): RememberedWindow | null {
  const remembered = rememberedWindow(privateState);
  if (remembered !== undefined) return remembered;
  const window = windowOf(prior);
  if (!window?.startTime) return null;
  return { ...window, startTime: window.startTime, renewTriggers: renewTriggersOf(temporaryOf(prior)) };
}
