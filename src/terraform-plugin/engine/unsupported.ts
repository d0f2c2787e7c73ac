import { ProviderService } from "../generated/tfplugin6/provider";
import { DiagnosticError } from "../diagnostic";
import type { Call } from "./call";
import { type Rpc, rpc } from "./rpc";

/**
 * What this library does not offer: provider functions, ephemeral resources, resource identities, list resources, actions and state stores.
 * The lists of them are empty, so that Terraform has no reason to ask for one; whoever does gets a diagnostic.
 */
export const unsupported: readonly Rpc[] = [
  rpc(ProviderService.getFunctions, () => ({})),
  rpc(ProviderService.getResourceIdentitySchemas, () => ({})),
  rpc(ProviderService.upgradeResourceIdentity, refuse("resource identities")),
  rpc(ProviderService.generateResourceConfig, refuse("generated configurations")),
  rpc(ProviderService.validateEphemeralResourceConfig, refuse("ephemeral resources")),
  rpc(ProviderService.openEphemeralResource, refuse("ephemeral resources")),
  rpc(ProviderService.renewEphemeralResource, refuse("ephemeral resources")),
  rpc(ProviderService.closeEphemeralResource, refuse("ephemeral resources")),
  rpc(ProviderService.validateListResourceConfig, refuse("list resources")),
  rpc(ProviderService.validateActionConfig, refuse("actions")),
  rpc(ProviderService.planAction, refuse("actions")),
  rpc(ProviderService.validateStateStoreConfig, refuse("state stores")),
  rpc(ProviderService.configureStateStore, refuse("state stores")),
  rpc(ProviderService.getStates, refuse("state stores")),
  rpc(ProviderService.deleteState, refuse("state stores")),
  rpc(ProviderService.lockState, refuse("state stores")),
  rpc(ProviderService.unlockState, refuse("state stores")),
];

function refuse(feature: string): (request: unknown, call: Call) => never {
  return (_request, { provider }) => {
    throw new DiagnosticError({
      summary: "Unsupported Feature",
      detail: `${provider.address} ${provider.version} has no ${feature}.`,
    });
  };
}
