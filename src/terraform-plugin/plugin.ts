import { Console } from "node:console";
import type { Socket } from "node:net";
import { RunningCalls } from "./engine/running-calls";
import { Session } from "./engine/session";
import type { Provider } from "./provider";
import type { LaunchedPlugin, Launch, ServablePlugin } from "./serve";
import { serveForDebugging } from "./serve-for-debugging";
import { PluginServer } from "./transport/plugin-server";
import { ProcessLifetime } from "./transport/process-lifetime";
import { logLevel, stderrLogger } from "./transport/stderr-logger";

/** A provider with all that it takes to serve it: what `serve` loads after the handshake. */
export class Plugin<Connection> implements ServablePlugin {
  constructor(private readonly provider: Provider<Connection>) {}

  launch({ parent, tls }: Launch): LaunchedPlugin {
    takeOverStreams();
    const { provider } = this;
    const logger = stderrLogger(
      provider.address,
      logLevel(process.env),
      (line) => void process.stderr.write(line),
    );
    const runningCalls = new RunningCalls(logger);
    process.on("uncaughtException", (error) => runningCalls.unhandled(error));
    process.on("unhandledRejection", (reason) => runningCalls.unhandled(reason));

    const session = new Session();
    const lifetime = new ProcessLifetime(parent, session, runningCalls, logger);
    const server = new PluginServer({
      provider,
      logger,
      runningCalls,
      tls,
      onShutdown: () => lifetime.shutDown(),
    });
    return {
      accept(socket: Socket): void {
        lifetime.connected(socket);
        server.accept(socket, session);
      },
    };
  }

  serveForDebugging(): Promise<void> {
    return serveForDebugging(this.provider);
  }
}

/**
 * Stdout belongs to the handshake, so that what is printed goes to Terraform's log. When Terraform is gone, its end of the streams is closed, and
 * writing must not fail.
 */
function takeOverStreams(): void {
  globalThis.console = new Console(process.stderr);
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
}
