import { ProviderService } from "../generated/tfplugin6/provider";
import { missingValues } from "./missing-values";
import { rpc } from "./rpc";
import { readObject } from "./wire-object";

export const validateProviderConfig = rpc(ProviderService.validateProviderConfig, async (request, call) => {
  const schema = call.useProviderSchema();
  const config = readObject("configuration", request.config, schema);
  missingValues(schema.attributes, config).forEach((content) => call.diagnostics.error(content));
  await call.provider.validate?.({ config, context: call.context });
  return {};
});
