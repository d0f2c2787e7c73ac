import type { Socket } from "node:net";
import { handshakeLine, handshakeRefusal } from "./transport/handshake";
import { listen } from "./transport/listener";
import { mutualTls, type MutualTls } from "./transport/mutual-tls";

/** What the handshake has settled. */
export interface Launch {
  /** Process id of the Terraform that started the plugin. */
  readonly parent: number;
  /** Undefined: plaintext. */
  readonly tls: MutualTls | undefined;
}

export interface LaunchedPlugin {
  /** Serves a connection of Terraform. */
  accept(socket: Socket): void;
}

/** That which is served: a `Plugin`. This module names none of its code, so that it can be loaded by itself. */
export interface ServablePlugin {
  launch(launch: Launch): LaunchedPlugin;
  serveForDebugging(): Promise<void>;
}

/**
 * Runs a provider as the plugin process that Terraform or OpenTofu starts, until it is told to end or its parent is gone. Run by hand, the
 * process says what it is and ends with status 1; with `--debug` it serves Terraform commands that are told of it.
 *
 * The handshake needs little code. All else is loaded after it, while Terraform connects, and should therefore lie in modules that the main module
 * imports only here: `serve(address, async () => (await import("./plugin")).plugin)`.
 *
 * @param address of the provider: `<host>/<namespace>/<type>`
 */
export async function serve(address: string, load: () => Promise<ServablePlugin>): Promise<void> {
  if (process.argv.includes("--debug")) return (await load()).serveForDebugging();
  const refusal = handshakeRefusal(process.env, address);
  if (refusal !== undefined) {
    process[refusal.stream].write(refusal.message);
    process.exitCode = 1;
    return;
  }
  // Ctrl-C reaches the whole process group: Terraform then calls StopProvider and waits for what is being written.
  process.on("SIGINT", () => undefined);
  const parent = process.ppid;
  const tls = mutualTls(process.env);
  const listener = await listen((socket) => void launched.then((plugin) => plugin.accept(socket)));
  // Nothing else tells that Terraform was gone before its process id was known.
  process.stdout.on("error", () => process.exit(1));
  process.stdout.write(handshakeLine(listener.address, tls?.certificate));
  const launched = load().then((plugin) => plugin.launch({ parent, tls }));
  await launched;
}
