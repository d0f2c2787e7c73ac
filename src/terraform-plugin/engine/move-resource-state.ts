import { parseJson } from "../codec/json";
import { encodePrivateState } from "../codec/wire-private-state";
import { DiagnosticError } from "../diagnostic";
import { ProviderService } from "../generated/tfplugin6/provider";
import { readingRequest } from "./failure";
import { nullsForMissing } from "./nulls-for-missing";
import { rpc } from "./rpc";
import { writeKnownObject } from "./wire-object";

export const moveResourceState = rpc(ProviderService.moveResourceState, async (request, call) => {
  const { sourceProviderAddress, sourceTypeName, targetTypeName } = request;
  const resource = call.resource(targetTypeName);
  const sourceState = readingRequest("state to be moved", () => readStateObject(request.sourceState?.json));
  const result = await resource.moveState?.({
    sourceProviderAddress,
    sourceTypeName,
    sourceState,
    context: call.context,
  });
  if (call.diagnostics.hasError) return {};
  if (!result?.state) {
    throw new DiagnosticError({
      summary: "Unsupported Move",
      detail: `A ${targetTypeName} can't take over the state of a ${sourceTypeName} of ${sourceProviderAddress}.`,
    });
  }
  return {
    targetState: writeKnownObject(nullsForMissing(result.state, resource.schema.attributes), resource.schema),
    targetPrivate: encodePrivateState(result.privateState ?? {}),
  };
});

function readStateObject(json: Buffer | undefined): { readonly [key: string]: unknown } {
  const state = parseJson(json?.toString("utf8") ?? "");
  if (typeof state !== "object" || state === null || Array.isArray(state)) {
    throw new SyntaxError("expected a JSON object");
  }
  return { ...state };
}
