import type { Provider } from "./provider";
import { ephemeralCertificate } from "./transport/certificate";
import { handshakeLine, handshakeRefusal, handshakeRequest } from "./transport/handshake";
import { listen } from "./transport/listener";
import { watchForOrphaning } from "./transport/orphaning";
import { PluginServer } from "./transport/plugin-server";
import { logLevel, stderrLogger } from "./transport/stderr-logger";

/** Time for the answer to Shutdown, and for what is still being answered, before the process ends anyway. Terraform kills it after 2 s. */
const shutdownGrace = 200;

/**
 * Runs the provider as the plugin process that Terraform or OpenTofu starts, until it is told to end or its parent is gone. Run by hand, the
 * process says what it is and ends with status 1.
 */
export async function serve<Connection>(provider: Provider<Connection>): Promise<void> {
  const refusal = handshakeRefusal(process.env, provider.address);
  if (refusal !== undefined) {
    process.stderr.write(refusal);
    process.exitCode = 1;
    return;
  }
  // Ctrl-C reaches the whole process group. Terraform then calls StopProvider and waits for what is being written.
  process.on("SIGINT", () => undefined);
  const logger = stderrLogger(
    provider.address,
    logLevel(process.env),
    (line) => void process.stderr.write(line),
  );
  const { clientCertificate } = handshakeRequest(process.env);
  const certificate = clientCertificate === undefined ? undefined : ephemeralCertificate();
  const server = new PluginServer({
    provider,
    logger,
    tls:
      certificate === undefined || clientCertificate === undefined
        ? undefined
        : { certificate, clientCertificate },
    onShutdown: () => {
      void server.close().then(() => process.exit(0));
      setTimeout(() => process.exit(0), shutdownGrace).unref();
    },
  });
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => {
      const answered = server.failRunningCall(error);
      logger.error("An exception that the provider did not handle", {
        event,
        answered,
        error: error instanceof Error ? error.stack : String(error),
      });
    });
  }
  const orphaning = watchForOrphaning(server, logger);
  const listener = await listen((socket) => {
    orphaning.connected(socket);
    server.accept(socket);
  });
  process.stdout.write(handshakeLine(listener.address, certificate));
}
