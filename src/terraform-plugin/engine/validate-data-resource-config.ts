import { ProviderService } from "../generated/tfplugin6/provider";
import { rpc } from "./rpc";
import { readObject } from "./wire-object";

export const validateDataResourceConfig = rpc(
  ProviderService.validateDataResourceConfig,
  async (request, call) => {
    const dataSource = call.dataSource(request.typeName);
    const config = readObject("configuration", request.config, dataSource.schema);
    await dataSource.validate?.({ config, context: call.context });
    return {};
  },
);
