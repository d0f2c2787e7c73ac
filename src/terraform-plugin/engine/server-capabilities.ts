import type { ServerCapabilities } from "../generated/tfplugin6/capabilities";

export const serverCapabilities: ServerCapabilities = {
  planDestroy: true,
  getProviderSchemaOptional: true,
  moveResourceState: true,
  generateResourceConfig: false,
};
