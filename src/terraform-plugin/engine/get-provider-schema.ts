import { wireSchema } from "../codec/wire-schema";
import { ProviderService } from "../generated/tfplugin6/provider";
import type { Schema as WireSchema } from "../generated/tfplugin6/schema";
import type { Provider } from "../provider";
import type { Schema } from "../schema";
import { type Answer, rpc } from "./rpc";
import { serverCapabilities } from "./server-capabilities";

const answers = new WeakMap<Provider<unknown>, Answer<WireAnswer>>();
type WireAnswer = ReturnType<typeof ProviderService.getProviderSchema.responseDeserialize>;

/** The schemas of a provider do not change while it runs, so that they are put together once. */
export const getProviderSchema = rpc(ProviderService.getProviderSchema, (_request, { provider }) => {
  let answer = answers.get(provider);
  if (answer === undefined) {
    answer = {
      provider: wireSchema(provider.schema),
      resourceSchemas: wireSchemas(provider.resources),
      dataSourceSchemas: wireSchemas(provider.dataSources),
      serverCapabilities,
    };
    answers.set(provider, answer);
  }
  return answer;
});

function wireSchemas(
  types: readonly { readonly typeName: string; readonly schema: Schema }[],
): Record<string, WireSchema> {
  return Object.fromEntries(types.map(({ typeName, schema }) => [typeName, wireSchema(schema)]));
}
