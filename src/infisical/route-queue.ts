import type { RateLimitWindow } from "./rate-limit-window";
import type { RequestLogger } from "./request-logger";

/** While nothing is known about a window, so few requests are on their way that the answers come before a limit is reached. */
const IN_FLIGHT_UNKNOWN = 10;
const IN_FLIGHT = 32;
/** Two answers whose windows end within this many milliseconds speak of the same window: their seconds are rounded. */
const SAME_WINDOW = 2000;

interface Waiting {
  enter(): void;
}

export interface RequestEnd {
  readonly sent: boolean;
  /** What its answer said about the rate limit. */
  readonly window?: RateLimitWindow | undefined;
  /** It was carried out, and its answer said nothing about a rate limit: there is none. */
  readonly uncounted?: boolean;
}

/**
 * The requests of one method and route, in the order in which they may go out. It lets no more of them out than the server said that it still
 * takes, and holds them back until the window is over once it is used up.
 */
export class RouteQueue {
  #window: RateLimitWindow | undefined;
  #unlimited = false;
  #inFlight = 0;
  readonly #waiting: Waiting[] = [];
  #wake: NodeJS.Timeout | undefined;

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
    if (this.#waiting.length === 0) this.#stopWaiting();
  }

  /** A request has ended. */
  leave(end: RequestEnd): void {
    this.#inFlight -= 1;
    if (end.window !== undefined) this.#note(end.window);
    else if (end.uncounted) this.#unlimited ||= this.#window === undefined;
    // The server may have counted it.
    else if (end.sent && this.#window)
      this.#window = { ...this.#window, remaining: this.#window.remaining - 1 };
    this.#advance();
  }

  #note(window: RateLimitWindow): void {
    this.#unlimited = false;
    const known = this.#current();
    const isSame = known !== undefined && Math.abs(window.endsAt - known.endsAt) <= SAME_WINDOW;
    if (isSame) {
      // Answers overtake each other: the lowest number is the latest.
      const remaining = Math.min(known.remaining, window.remaining);
      this.#window = { limit: window.limit, remaining, endsAt: Math.max(known.endsAt, window.endsAt) };
    } else if (known === undefined || window.endsAt > known.endsAt) {
      this.#window = window;
    }
  }

  #advance(): void {
    while (this.#waiting.length > 0 && this.#inFlight < this.#permitted()) {
      this.#inFlight += 1;
      this.#waiting.shift()?.enter();
    }
    const window = this.#current();
    if (this.#waiting.length > 0 && window !== undefined && window.remaining <= 0) this.#waitFor(window);
  }

  /**
   * How many requests may be on their way at once. Those that are may not be counted yet in what remains, and another client may spend it too: half
   * of it at most, so that it gets slower towards the end.
   */
  #permitted(): number {
    const window = this.#current();
    if (window === undefined) return this.#unlimited ? IN_FLIGHT : IN_FLIGHT_UNKNOWN;
    return Math.min(IN_FLIGHT, Math.ceil(window.remaining / 2));
  }

  #current(): RateLimitWindow | undefined {
    if (this.#window !== undefined && performance.now() >= this.#window.endsAt) this.#window = undefined;
    return this.#window;
  }

  #waitFor(window: RateLimitWindow): void {
    if (this.#wake !== undefined) return;
    const milliseconds = Math.ceil(window.endsAt - performance.now());
    this.logger.info("Waiting for the server's rate limit", {
      route: this.name,
      seconds: Math.ceil(milliseconds / 1000),
      limit: window.limit,
      requests_waiting: this.#waiting.length,
    });
    this.#wake = setTimeout(() => {
      this.#wake = undefined;
      this.#advance();
    }, milliseconds);
  }

  #stopWaiting(): void {
    clearTimeout(this.#wake);
    this.#wake = undefined;
  }
}
