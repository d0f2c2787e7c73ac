import { Console } from "node:console";
import { RunningCalls } from "./engine/running-calls";
import { Session } from "./engine/session";
import type { Provider } from "./provider";
import { serveForDebugging } from "./serve-for-debugging";
import { handshakeLine, handshakeRefusal } from "./transport/handshake";
import { listen } from "./transport/listener";
import { mutualTls } from "./transport/mutual-tls";
import type { PluginServer } from "./transport/plugin-server";
import { ProcessLifetime } from "./transport/process-lifetime";
import { logLevel, stderrLogger } from "./transport/stderr-logger";

/**
 * Runs the provider as the plugin process that Terraform or OpenTofu starts, until it is told to end or its parent is gone. Run by hand, the
 * process says what it is and ends with status 1; with `--debug` it serves Terraform commands that are told of it.
 *
 * The gRPC server is loaded after the handshake, while Terraform connects.
 */
export async function serve<Connection>(provider: Provider<Connection>): Promise<void> {
  if (process.argv.includes("--debug")) return serveForDebugging(provider);
  const refusal = handshakeRefusal(process.env, provider.address);
  if (refusal !== undefined) {
    process[refusal.stream].write(refusal.message);
    process.exitCode = 1;
    return;
  }
  takeOverProcess();
  const logger = stderrLogger(
    provider.address,
    logLevel(process.env),
    (line) => void process.stderr.write(line),
  );
  const runningCalls = new RunningCalls(logger);
  process.on("uncaughtException", (error) => runningCalls.unhandled(error));
  process.on("unhandledRejection", (reason) => runningCalls.unhandled(reason));

  const session = new Session();
  const lifetime = new ProcessLifetime(session, runningCalls, logger);
  const tls = mutualTls(process.env);
  const listener = await listen((socket) => {
    lifetime.connected(socket);
    void server.then((ready) => ready.accept(socket, session));
  });
  process.stdout.write(handshakeLine(listener.address, tls?.certificate));
  const server: Promise<PluginServer> = import("./transport/plugin-server.ts").then(
    (module) =>
      new module.PluginServer({ provider, logger, runningCalls, tls, onShutdown: () => lifetime.shutDown() }),
  );
  await server;
}

/**
 * Stdout belongs to the handshake, so that what is printed goes to Terraform's log. Ctrl-C reaches the whole process group: Terraform then calls
 * StopProvider and waits for what is being written. When Terraform is gone, its end of the streams is closed, and writing must not fail.
 */
function takeOverProcess(): void {
  globalThis.console = new Console(process.stderr);
  process.on("SIGINT", () => undefined);
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);
}
