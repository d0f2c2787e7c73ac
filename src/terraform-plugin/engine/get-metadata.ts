import { ProviderService } from "../generated/tfplugin6/provider";
import { rpc } from "./rpc";
import { serverCapabilities } from "./server-capabilities";

export const getMetadata = rpc(ProviderService.getMetadata, (_request, { provider }) => ({
  serverCapabilities,
  resources: provider.resources.map(({ typeName }) => ({ typeName })),
  dataSources: provider.dataSources.map(({ typeName }) => ({ typeName })),
}));
