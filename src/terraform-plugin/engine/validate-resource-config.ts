import { ProviderService } from "../generated/tfplugin6/provider";
import { rpc } from "./rpc";
import { readObject } from "./wire-object";

export const validateResourceConfig = rpc(ProviderService.validateResourceConfig, async (request, call) => {
  const resource = call.resource(request.typeName);
  const config = readObject("configuration", request.config, resource.schema);
  await resource.validate?.({ config, context: call.context });
  return {};
});
