import { InfisicalClient } from "../../src/infisical/infisical-client";
import { parseHost } from "../../src/infisical/parse-host";
import { Connection } from "../../src/provider/connection";
import { infisicalAccessProvider } from "../../src/provider/infisical-access-provider";
import { resolveProviderSettings } from "../../src/provider/provider-settings";
import type { Provider } from "../../src/terraform-plugin";

/** Milliseconds; a server on loopback takes one, but on a busy machine the test itself takes its time to give an answer. */
const REQUEST_TIMEOUT = 1_500;

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined };

/**
 * The provider, whose configuration may be mutated like everything else: it is read as always, and then the server of the test is talked to, never
 * the one that a mutation may have named.
 */
export function fuzzedProvider(
  host: string,
  { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string },
): Provider<Connection> {
  return {
    ...infisicalAccessProvider("0.0.0-fuzz"),
    configure: async ({ config, context }) => {
      const settings = resolveProviderSettings(config, {});
      if ("host" in settings) parseHost(settings.host);
      const client = new InfisicalClient({
        host,
        credentials: { clientId, clientSecret },
        requestTimeout: REQUEST_TIMEOUT,
        maxRetries: 0,
        userAgent: "fuzz",
        logger: silent,
        environment: {},
      });
      await client.login(context.stopped).catch(() => undefined);
      return Connection.to(client);
    },
  };
}
