import { formatAttributePath } from "../attribute-path";
import { objectTypeOf } from "../codec/object-type";
import { encodePrivateState } from "../codec/wire-private-state";
import { type ApplyResourceChange_Response as Response } from "../generated/tfplugin6/resource";
import { ProviderService } from "../generated/tfplugin6/provider";
import type { Resource, WriteResult } from "../resource";
import type { PrivateState } from "../private-state";
import type { ObjectValue } from "../value";
import type { Call } from "./call";
import { diagnosticOf } from "./failure";
import { readPrivateState } from "./private-data";
import { resultViolations } from "./result-violations";
import { type Answer, rpc } from "./rpc";
import { unknownAsNull } from "./unknown-as-null";
import { readNullableObject, readObject, writeObject } from "./wire-object";

/** Creates, updates or deletes, according to which of prior and planned state is null. */
export const applyResourceChange = rpc(ProviderService.applyResourceChange, async (request, call) => {
  const resource = call.resource(request.typeName);
  const { schema } = resource;
  const prior = readNullableObject("prior state", request.priorState, schema);
  const planned = readNullableObject("planned state", request.plannedState, schema);
  const privateState = readPrivateState(request.plannedPrivate);
  const { connection, context } = call;

  if (planned === null) {
    if (prior === null) return { newState: writeObject(null, schema) };
    return remove(resource, prior, request.plannedPrivate, privateState, call);
  }
  const config = readObject("configuration", request.config, schema);
  const result =
    prior === null
      ? await resource.create({ config, planned, privateState, connection, context })
      : await resource.update({ config, prior, planned, privateState, connection, context });
  return stored(resource, planned, result, privateState, call);
});

/** What could not be deleted stays in state. */
async function remove(
  resource: Resource<unknown>,
  prior: ObjectValue,
  priorPrivate: Buffer,
  privateState: PrivateState,
  call: Call,
): Promise<Answer<Response>> {
  const { connection, context } = call;
  try {
    await resource.delete({ prior, privateState, connection, context });
  } catch (error) {
    call.diagnostics.error(diagnosticOf(error, call));
  }
  return call.diagnostics.hasError
    ? { newState: writeObject(prior, resource.schema), private: priorPrivate }
    : { newState: writeObject(null, resource.schema) };
}

/**
 * The answer for what was written. What exists now is stored even when it breaks Terraform's rules: whatever is not in state is lost to the
 * user. Where an error is reported already, it explains a difference from the plan.
 */
function stored(
  { schema, typeName }: Resource<unknown>,
  planned: ObjectValue,
  { state, privateState }: WriteResult,
  plannedPrivateState: PrivateState,
  call: Call,
): Answer<Response> {
  const violations = resultViolations(planned, state, objectTypeOf(schema.attributes));
  if (!call.diagnostics.hasError) {
    for (const { path, problem } of violations) {
      call.diagnostics.error({
        summary: "Provider Bug",
        detail:
          `After the apply, ${path.length === 0 ? `this ${typeName}` : `${formatAttributePath(path)} of this ${typeName}`} ${problem}. What exists now was stored. ` +
          `This is a bug in ${call.provider.address} ${call.provider.version}: please report it.`,
        ...(path.length === 0 ? {} : { attribute: path }),
      });
    }
  }
  return {
    newState: writeObject(state === null ? null : unknownAsNull(state), schema),
    private: encodePrivateState(privateState ?? plannedPrivateState),
  };
}
