import { formatAttributePath } from "../attribute-path";
import { encodePrivateState } from "../codec/wire-private-state";
import { type ApplyResourceChange_Response as Response } from "../generated/tfplugin6/resource";
import { ProviderService } from "../generated/tfplugin6/provider";
import type { Resource, WriteResult } from "../resource";
import type { PrivateState } from "../private-state";
import type { ObjectValue } from "../value";
import type { Call } from "./call";
import { diagnosticOf } from "./failure";
import { readPrivateState } from "./private-data";
import { type Answer, rpc } from "./rpc";
import { storableResult } from "./storable-result";
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

/** The answer for what was written. Where an error is reported already, it is what explains a difference from the plan. */
function stored(
  { schema, typeName }: Resource<unknown>,
  planned: ObjectValue,
  written: WriteResult,
  plannedPrivateState: PrivateState,
  call: Call,
): Answer<Response> {
  const { state, violations } = storableResult(planned, written.state, schema);
  if (!call.diagnostics.hasError) {
    const { address, version } = call.provider;
    for (const { path, problem } of violations) {
      const subject =
        path.length === 0 ? `this ${typeName}` : `${formatAttributePath(path)} of this ${typeName}`;
      call.diagnostics.error({
        summary: "Provider Bug",
        detail:
          `After the apply, ${subject} ${problem}. As much as could be was stored. ` +
          `This is a bug in ${address} ${version}: please report it.`,
        ...(path.length === 0 ? {} : { attribute: path }),
      });
    }
  }
  return {
    newState: writeObject(state, schema),
    private: encodePrivateState(written.privateState ?? plannedPrivateState),
  };
}
