import { RateLimitBudget, type RequestEnd } from "./rate-limit-budget";
import type { RequestLogger } from "./request-logger";

interface Waiting {
  enter(): void;
}

/** The requests of one method and route, in the order in which they may go out, as soon as the rate limit lets them. */
export class RouteQueue {
  readonly #budget = new RateLimitBudget();
  readonly #waiting: Waiting[] = [];
  #wake: NodeJS.Timeout | undefined;
  #ended = 0;
  /** When the window ends whose wait was logged. */
  #logged: number | undefined;

  constructor(
    private readonly name: string,
    private readonly logger: RequestLogger,
  ) {}

  /** @param first before all others that wait: for a request that was refused once already */
  join(waiting: Waiting, first: boolean): void {
    if (first) this.#waiting.unshift(waiting);
    else this.#waiting.push(waiting);
    this.#advance();
  }

  forget(waiting: Waiting): void {
    const index = this.#waiting.indexOf(waiting);
    if (index >= 0) this.#waiting.splice(index, 1);
    this.#advance();
  }

  /** A request has ended. */
  leave(end: RequestEnd): void {
    this.#ended += 1;
    this.#budget.noteEnd(end);
    this.#advance();
  }

  #advance(): void {
    clearTimeout(this.#wake);
    while (this.#waiting.length > 0) {
      const wait = this.#budget.wait();
      if (wait > 0) {
        if (Number.isFinite(wait)) this.#wakeAfter(wait);
        return;
      }
      this.#budget.noteSent();
      this.#waiting.shift()?.enter();
    }
  }

  #wakeAfter(milliseconds: number): void {
    this.#wake = setTimeout(() => this.#advance(), Math.ceil(milliseconds));
    const { window, isShared } = this.#budget;
    if (window === undefined || (this.#logged !== undefined && window.endsAt - this.#logged < SAME_WINDOW))
      return;
    this.#logged = window.endsAt;
    this.logger.info(
      isShared
        ? "Sharing the server's rate limit with another client"
        : "Waiting for the server's rate limit",
      {
        route: this.name,
        seconds: Math.ceil(milliseconds / 1000),
        limit: window.limit,
        remaining: window.remaining,
        requests_ended: this.#ended,
        requests_waiting: this.#waiting.length,
      },
    );
  }
}

/** Milliseconds by which two readings of the end of one window may differ. */
const SAME_WINDOW = 2000;
