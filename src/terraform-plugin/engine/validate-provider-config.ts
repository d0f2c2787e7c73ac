import { ProviderService } from "../generated/tfplugin6/provider";
import { rpc } from "./rpc";
import { readObject } from "./wire-object";

export const validateProviderConfig = rpc(ProviderService.validateProviderConfig, async (request, call) => {
  const config = readObject("configuration", request.config, call.useProviderSchema());
  await call.provider.validate?.({ config, context: call.context });
  return {};
});
