import { encodePrivateState } from "../codec/wire-private-state";
import { DiagnosticError } from "../diagnostic";
import { ProviderService } from "../generated/tfplugin6/provider";
import { nullsForMissing } from "./nulls-for-missing";
import { rpc } from "./rpc";
import { writeKnownObject } from "./wire-object";

export const importResourceState = rpc(ProviderService.importResourceState, async (request, call) => {
  const { typeName, id } = request;
  const resource = call.resource(typeName);
  if (id === "") {
    throw new DiagnosticError({
      summary: "Missing Import Id",
      detail: `A ${typeName} is imported by its id; this provider has no resource identities to import by.`,
    });
  }
  const { connection, context } = call;
  const result = await resource.importState({ id, connection, context });
  const state = writeKnownObject(nullsForMissing(result.state, resource.schema.attributes), resource.schema);
  const imported = {
    typeName,
    state,
    private: encodePrivateState(result.privateState ?? {}),
    identity: undefined,
  };
  return { importedResources: [imported] };
});
