import { decodeJson } from "../codec/json";
import { objectTypeOf } from "../codec/object-type";
import { DiagnosticError } from "../diagnostic";
import { ProviderService } from "../generated/tfplugin6/provider";
import { isObjectValue } from "../value";
import { readingRequest } from "./failure";
import { rpc } from "./rpc";
import { writeObject } from "./wire-object";

/**
 * Reads a stored state. Terraform asks for every state, also of the current version; attributes that the schema does not have are dropped and
 * those that the state does not have are null.
 */
export const upgradeResourceState = rpc(ProviderService.upgradeResourceState, (request, call) => {
  const { schema } = call.resource(request.typeName);
  if (request.version !== schema.version) {
    throw new DiagnosticError({
      summary: "Unsupported State Version",
      detail:
        `The state of this ${request.typeName} was written in version ${request.version} of its schema, and ${call.provider.address} ` +
        `${call.provider.version} reads version ${schema.version} alone. Use the version of the provider that wrote the state, or a newer one.`,
    });
  }
  const json = request.rawState?.json ?? Buffer.alloc(0);
  if (json.length === 0) {
    throw new DiagnosticError({
      summary: "Unsupported State Format",
      detail: `The state of this ${request.typeName} is not stored as JSON, as Terraform 0.12 and newer store it. Refresh it with such a version first.`,
    });
  }
  const state = readingRequest("stored state", () => decodeJson(json, objectTypeOf(schema.attributes)));
  return { upgradedState: writeObject(isObjectValue(state) ? state : null, schema) };
});
