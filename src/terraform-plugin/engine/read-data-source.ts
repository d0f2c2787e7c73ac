import { ProviderService } from "../generated/tfplugin6/provider";
import { rpc } from "./rpc";
import { readObject, writeKnownObject } from "./wire-object";

export const readDataSource = rpc(ProviderService.readDataSource, async (request, call) => {
  const dataSource = call.dataSource(request.typeName);
  const config = readObject("configuration", request.config, dataSource.schema);
  const { connection, context } = call;
  const state = await dataSource.read({ config, connection, context });
  return { state: writeKnownObject(state, dataSource.schema) };
});
