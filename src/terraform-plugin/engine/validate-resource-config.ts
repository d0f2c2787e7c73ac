import { ProviderService } from "../generated/tfplugin6/provider";
import { missingValues } from "./missing-values";
import { rpc } from "./rpc";
import { readObject } from "./wire-object";

export const validateResourceConfig = rpc(ProviderService.validateResourceConfig, async (request, call) => {
  const resource = call.resource(request.typeName);
  const config = readObject("configuration", request.config, resource.schema);
  missingValues(resource.schema.attributes, config).forEach((content) => call.diagnostics.error(content));
  await resource.validate?.({ config, context: call.context });
  return {};
});
