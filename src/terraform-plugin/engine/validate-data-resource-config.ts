import { ProviderService } from "../generated/tfplugin6/provider";
import { missingValues } from "./missing-values";
import { rpc } from "./rpc";
import { readObject } from "./wire-object";

export const validateDataResourceConfig = rpc(
  ProviderService.validateDataResourceConfig,
  async (request, call) => {
    const dataSource = call.dataSource(request.typeName);
    const config = readObject("configuration", request.config, dataSource.schema);
    missingValues(dataSource.schema.attributes, config).forEach((content) => call.diagnostics.error(content));
    await dataSource.validate?.({ config, context: call.context });
    return {};
  },
);
