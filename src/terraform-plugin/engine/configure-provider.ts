import { ProviderService } from "../generated/tfplugin6/provider";
import { rpc } from "./rpc";
import { readObject } from "./wire-object";

export const configureProvider = rpc(ProviderService.configureProvider, async (request, call) => {
  const config = readObject("configuration", request.config, call.useProviderSchema());
  const { terraformVersion } = request;
  const connection = await call.provider.configure({ config, terraformVersion, context: call.context });
  if (!call.diagnostics.hasError) call.session.configure(connection);
  return {};
});
