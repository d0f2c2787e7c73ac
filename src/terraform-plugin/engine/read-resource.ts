import { encodePrivateState } from "../codec/wire-private-state";
import { ProviderService } from "../generated/tfplugin6/provider";
import { readPrivateState } from "./private-data";
import { rpc } from "./rpc";
import { readNullableObject, sameObject, writeKnownObject } from "./wire-object";

export const readResource = rpc(ProviderService.readResource, async (request, call) => {
  const resource = call.resource(request.typeName);
  const state = readNullableObject("current state", request.currentState, resource.schema);
  if (state === null) return { newState: writeKnownObject(null, resource.schema), private: request.private };
  const privateState = readPrivateState(request.private);
  const { connection, context } = call;
  const result = await resource.read({ state, privateState, connection, context });
  return {
    newState: sameObject(result.state, state, resource.schema)
      ? request.currentState
      : writeKnownObject(result.state, resource.schema),
    private: result.privateState ? encodePrivateState(result.privateState) : request.private,
  };
});
