import type { Socket } from "node:net";
import type { RunningCalls } from "../engine/running-calls";
import type { Session } from "../engine/session";
import type { Logger } from "../logger";

/** Longest time from Terraform's wish that the process ends until it does. Terraform kills it after 2 s. */
const shutdownGrace = 200;
/** How often the parent's process id is looked at. */
const parentCheckInterval = 1_000;
/** Time to reconnect after the last connection was lost. */
const reconnectGrace = 500;
/** Longest time that calls have to end by themselves after Terraform is gone: a write that was sent should learn its result. */
const orphanGrace = 5_000;

/** Ends the process when Terraform says so, and when Terraform is gone without having said so: nobody else would. */
export class ProcessLifetime {
  readonly #session: Session;
  readonly #runningCalls: RunningCalls;
  readonly #logger: Logger;
  #connections = 0;
  #shuttingDown = false;
  #orphaned = false;

  /** @param parent process id of the Terraform that started this process */
  constructor(parent: number, session: Session, runningCalls: RunningCalls, logger: Logger) {
    this.#session = session;
    this.#runningCalls = runningCalls;
    this.#logger = logger;
    setInterval(() => {
      if (process.ppid !== parent) this.#orphan("its process has ended");
    }, parentCheckInterval).unref();
  }

  connected(socket: Socket): void {
    this.#connections += 1;
    socket.once("close", () => {
      this.#connections -= 1;
      if (this.#connections > 0) return;
      if (this.#shuttingDown) process.exit(0);
      setTimeout(() => {
        if (this.#connections === 0) this.#orphan("its connection is closed");
      }, reconnectGrace);
    });
  }

  /** Terraform closes the connection as soon as it has the answer to its request. */
  shutDown(): void {
    this.#shuttingDown = true;
    setTimeout(() => process.exit(0), shutdownGrace);
  }

  #orphan(reason: string): void {
    if (this.#orphaned) return;
    this.#orphaned = true;
    this.#logger.info("Terraform is gone: the provider ends", { reason });
    this.#session.stop();
    const deadline = Date.now() + orphanGrace;
    const exitWhenIdle = (): void => {
      if (this.#runningCalls.count === 0 || Date.now() >= deadline) process.exit(0);
      setTimeout(exitWhenIdle, 20);
    };
    exitWhenIdle();
  }
}
