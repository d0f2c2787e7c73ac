import type { Socket } from "node:net";
import type { Logger } from "../logger";

/** How often the parent's process id is looked at. */
const checkInterval = 1_000;
/** Time to reconnect after the last connection was lost. */
const reconnectGrace = 500;
/** Longest time that is left to calls that are still being answered: a write that was sent should learn its result. */
const callGrace = 5_000;

/**
 * Ends the process when Terraform is gone without having said so: nobody would ever end it otherwise. That is so when the parent changed, or
 * when the last connection was closed.
 */
export function watchForOrphaning(
  server: { readonly inFlight: number },
  logger: Logger,
): { connected(socket: Socket): void } {
  const parent = process.ppid;
  let connections = 0;
  let ending = false;

  const end = (reason: string): void => {
    if (ending) return;
    ending = true;
    logger.info("Terraform is gone: the provider ends", { reason });
    const deadline = Date.now() + callGrace;
    const exitWhenIdle = (): void => {
      if (server.inFlight === 0 || Date.now() >= deadline) process.exit(0);
      setTimeout(exitWhenIdle, 20);
    };
    exitWhenIdle();
  };

  setInterval(() => {
    if (process.ppid !== parent) end("its process has ended");
  }, checkInterval).unref();

  return {
    connected(socket) {
      connections += 1;
      socket.once("close", () => {
        connections -= 1;
        setTimeout(() => {
          if (connections === 0) end("its connection is closed");
        }, reconnectGrace);
      });
    },
  };
}
