import { RunningCalls } from "./engine/running-calls";
import { Session } from "./engine/session";
import type { Logger } from "./logger";
import type { Provider } from "./provider";
import { listen } from "./transport/listener";
import { PluginServer } from "./transport/plugin-server";

export interface ReattachServer {
  /** Value of the environment variable TF_REATTACH_PROVIDERS for the Terraform that shall use this provider. */
  readonly reattachProviders: string;
  /** Ends all connections. */
  close(): Promise<void>;
}

const silent: Logger = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/**
 * Serves the provider from this process, to Terraform commands that are told of it by TF_REATTACH_PROVIDERS: for debuggers and tests. They
 * neither install nor lock nor start nor end it. The connection is in plaintext on 127.0.0.1.
 */
export async function serveReattach<Connection>(
  provider: Provider<Connection>,
  { logger = silent }: { readonly logger?: Logger } = {},
): Promise<ReattachServer> {
  const server = new PluginServer({
    provider,
    logger,
    runningCalls: new RunningCalls(logger),
    tls: undefined,
    onShutdown: () => undefined,
  });
  const listener = await listen((socket) => {
    // Each connection is what would be a process of its own.
    const session = new Session();
    socket.once("close", () => session.stop());
    server.accept(socket, session);
  });
  const { address, port } = listener.address;
  return {
    reattachProviders: JSON.stringify({
      [provider.address]: {
        Protocol: "grpc",
        ProtocolVersion: 6,
        Pid: process.pid,
        Test: true,
        Addr: { Network: "tcp", String: `${address}:${port}` },
      },
    }),
    async close() {
      listener.close();
      server.abort();
    },
  };
}
