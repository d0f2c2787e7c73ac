import { type DiagnosticContent, DiagnosticError } from "../diagnostic";
import { InvokeAction_Event } from "../generated/tfplugin6/action";
import { CallFunction_Response } from "../generated/tfplugin6/function";
import { ListResource_Event } from "../generated/tfplugin6/list_resource";
import { ProviderService } from "../generated/tfplugin6/provider";
import { ReadStateBytes_Response, WriteStateBytes_Response } from "../generated/tfplugin6/state_store";
import type { Call } from "./call";
import { type Rpc, rpc, wireDiagnostics } from "./rpc";

const functions = "provider functions";
const identities = "resource identities";
const ephemeral = "ephemeral resources";
const lists = "list resources";
const actions = "actions";
const stateStores = "state stores";

/**
 * What this library does not offer. The lists of it that Terraform asks for are empty, so that it has no reason to call the other methods; when
 * one is called all the same, it says that there is no such thing.
 */
export const unsupportedRpcs: readonly Rpc[] = [
  rpc(ProviderService.getFunctions, () => ({})),
  rpc(ProviderService.getResourceIdentitySchemas, () => ({})),
  refusing(ProviderService.callFunction.path, (call) =>
    CallFunction_Response.encode({
      result: undefined,
      error: { text: unsupported(functions, call).detail, functionArgument: undefined },
    }).finish(),
  ),
  rpc(ProviderService.upgradeResourceIdentity, throwing(identities)),
  rpc(ProviderService.generateResourceConfig, throwing("generation of configurations")),
  rpc(ProviderService.validateEphemeralResourceConfig, throwing(ephemeral)),
  rpc(ProviderService.openEphemeralResource, throwing(ephemeral)),
  rpc(ProviderService.renewEphemeralResource, throwing(ephemeral)),
  rpc(ProviderService.closeEphemeralResource, throwing(ephemeral)),
  rpc(ProviderService.validateListResourceConfig, throwing(lists)),
  rpc(ProviderService.validateActionConfig, throwing(actions)),
  rpc(ProviderService.planAction, throwing(actions)),
  rpc(ProviderService.validateStateStoreConfig, throwing(stateStores)),
  rpc(ProviderService.configureStateStore, throwing(stateStores)),
  rpc(ProviderService.getStates, throwing(stateStores)),
  rpc(ProviderService.deleteState, throwing(stateStores)),
  rpc(ProviderService.lockState, throwing(stateStores)),
  rpc(ProviderService.unlockState, throwing(stateStores)),
  // These answer with a stream of messages, of which there is one.
  refusing(ProviderService.listResource.path, (call) =>
    ListResource_Event.encode({
      identity: undefined,
      displayName: "",
      resourceObject: undefined,
      diagnostic: refusal(lists, call),
    }).finish(),
  ),
  refusing(ProviderService.invokeAction.path, (call) =>
    InvokeAction_Event.encode({
      type: { $case: "completed", value: { diagnostics: refusal(actions, call) } },
    }).finish(),
  ),
  refusing(ProviderService.readStateBytes.path, (call) =>
    ReadStateBytes_Response.encode({
      bytes: Buffer.alloc(0),
      totalLength: 0,
      range: undefined,
      diagnostics: refusal(stateStores, call),
    }).finish(),
  ),
  // This is asked with a stream of messages, of which the first is looked at.
  refusing(ProviderService.writeStateBytes.path, (call) =>
    WriteStateBytes_Response.encode({ diagnostics: refusal(stateStores, call) }).finish(),
  ),
];

function throwing(feature: string): (request: unknown, call: Call) => never {
  return (_request, call) => {
    throw new DiagnosticError(unsupported(feature, call));
  };
}

/** Whatever the request holds. */
function refusing(path: string, encode: (call: Call) => Uint8Array): Rpc {
  const refuse = (call: Call): Buffer => Buffer.from(encode(call));
  return { path, answer: (_request, call) => Promise.resolve(refuse(call)), refuse };
}

function refusal(feature: string, call: Call): ReturnType<typeof wireDiagnostics> {
  call.diagnostics.error(unsupported(feature, call));
  return wireDiagnostics(call.diagnostics, call);
}

function unsupported(feature: string, { provider }: Call): DiagnosticContent {
  return {
    summary: "Unsupported Feature",
    detail: `${provider.address} ${provider.version} does not support ${feature}.`,
  };
}
