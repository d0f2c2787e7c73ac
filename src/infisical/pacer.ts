import { InfisicalError } from "./infisical-error";
import { whenStopped } from "./interruption";
import { readRateLimitWindow } from "./rate-limit-window";
import type { RequestLogger } from "./request-logger";
import { RouteQueue } from "./route-queue";
import type { HttpAnswer } from "./transport";

/** The permission to send one request. It must be given back when the request has ended. */
export interface Passage {
  leave(answer: HttpAnswer): void;
  /** @param sent whether the server may have counted the request */
  leaveUnanswered(sent: boolean): void;
}

/**
 * Slows down before the server's rate limit and waits out a window that is used up, by method and route, as the server counts
 * (contract/api.md 5).
 */
export class Pacer {
  readonly #queues = new Map<string, RouteQueue>();

  constructor(private readonly logger: RequestLogger) {}

  /**
   * Waits until a request may go out.
   *
   * @param first before all others that wait: for a request that was refused once already
   * @throws InfisicalError of kind `stopped` when the signal is aborted
   */
  enter(method: string, route: string, first: boolean, signal: AbortSignal): Promise<Passage> {
    const queue = this.#queue(`${method} ${route}`);
    if (signal.aborted) return Promise.reject(InfisicalError.stopped());
    return new Promise((resolve, reject) => {
      const waiting = {
        enter: () => {
          leave();
          resolve(passage(queue));
        },
      };
      const leave = whenStopped(signal, () => {
        queue.forget(waiting);
        reject(InfisicalError.stopped());
      });
      queue.join(waiting, first);
    });
  }

  #queue(name: string): RouteQueue {
    const known = this.#queues.get(name);
    if (known !== undefined) return known;
    const queue = new RouteQueue(name, this.logger);
    this.#queues.set(name, queue);
    return queue;
  }
}

function passage(queue: RouteQueue): Passage {
  return {
    leave: ({ status, headers }) => {
      const window = readRateLimitWindow(status, headers, performance.now());
      queue.leave({ sent: true, window, uncounted: status < 300 });
    },
    leaveUnanswered: (sent) => queue.leave({ sent }),
  };
}
