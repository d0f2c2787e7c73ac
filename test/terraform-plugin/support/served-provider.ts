import {
  type Logger,
  type Provider,
  type ReattachServer,
  serveReattach,
} from "../../../src/terraform-plugin";
import { PluginClient } from "./plugin-client";

/** A provider served from the test's own process, and a client of it. */
export interface ServedProvider {
  readonly client: PluginClient;
  readonly reattachProviders: string;
  /** `<host>:<port>` */
  readonly address: string;
  /** One more connection, as of another Terraform command. */
  connect(): PluginClient;
  close(): Promise<void>;
}

export async function servedProvider<Connection>(
  provider: Provider<Connection>,
  options: { readonly logger?: Logger } = {},
): Promise<ServedProvider> {
  const server: ReattachServer = await serveReattach(provider, options);
  const address = reattachAddress(server.reattachProviders, provider.address);
  const clients: PluginClient[] = [];
  const connect = (): PluginClient => {
    const client = new PluginClient(address);
    clients.push(client);
    return client;
  };
  return {
    client: connect(),
    reattachProviders: server.reattachProviders,
    address,
    connect,
    async close() {
      for (const client of clients) client.close();
      await server.close();
    },
  };
}

function reattachAddress(reattachProviders: string, provider: string): string {
  const parsed = JSON.parse(reattachProviders) as Record<string, { Addr: { String: string } } | undefined>;
  const address = parsed[provider]?.Addr.String;
  if (address === undefined) throw new Error(`${reattachProviders} does not name ${provider}`);
  return address;
}
