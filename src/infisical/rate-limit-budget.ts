import type { RateLimitWindow } from "./rate-limit-window";

/** While nothing is known about a window, so few requests are on their way that the answers come before a limit is reached. */
const IN_FLIGHT_UNKNOWN = 10;
const IN_FLIGHT = 32;
/** Two answers whose windows end within this many milliseconds speak of the same window: their seconds are rounded. */
const SAME_WINDOW = 2000;

/** How a request ended, as far as it matters here. */
export interface RequestEnd {
  /** The server may have counted it. */
  readonly sent: boolean;
  /** What its answer said about the rate limit. */
  readonly window?: RateLimitWindow | undefined;
  /** It was carried out, and its answer said nothing about a rate limit: there is none. */
  readonly uncounted?: boolean;
}

/**
 * How many requests of one method and route may go out, from what the server's answers say about its window.
 *
 * A client that has the window for itself sends as fast as it likes, ever fewer at once towards the end. As soon as more is gone than this client
 * has sent, another one shares the address: then the rest is spread over the rest of the window, so that several clients that do so get along.
 */
export class RateLimitBudget {
  #window: RateLimitWindow | undefined;
  #unlimited = false;
  #inFlight = 0;
  #sentAt = Number.NEGATIVE_INFINITY;
  /** Another client was seen in the current window or in the one before. */
  #shared = false;
  #sharedNow = false;
  /** The least that can remain when nobody else sends. */
  #leastOfOwn = 0;

  /** The window that is under way, as far as the server said. */
  get window(): RateLimitWindow | undefined {
    if (this.#window !== undefined && performance.now() >= this.#window.endsAt) this.#forgetWindow();
    return this.#window;
  }

  get isShared(): boolean {
    return this.#shared;
  }

  noteSent(): void {
    this.#inFlight += 1;
    this.#leastOfOwn -= 1;
    this.#sentAt = performance.now();
  }

  noteEnd({ sent, window, uncounted = false }: RequestEnd): void {
    this.#inFlight -= 1;
    if (window !== undefined) this.#noteWindow(window);
    else if (uncounted) this.#unlimited ||= this.window === undefined;
    else if (sent && this.#window) this.#window = { ...this.#window, remaining: this.#window.remaining - 1 };
  }

  /** Milliseconds until the next request may go out; `Infinity` when an answer has to come first. */
  wait(): number {
    const { window } = this;
    if (window === undefined) {
      const permitted = this.#shared ? 1 : this.#unlimited ? IN_FLIGHT : IN_FLIGHT_UNKNOWN;
      return this.#inFlight < permitted ? 0 : Number.POSITIVE_INFINITY;
    }
    const now = performance.now();
    if (window.remaining <= 0) return window.endsAt - now;
    // Those that are on their way may not be counted yet in what remains.
    if (this.#inFlight >= Math.min(IN_FLIGHT, Math.ceil(window.remaining / 2)))
      return Number.POSITIVE_INFINITY;
    if (!this.#shared) return 0;
    return Math.max(0, this.#sentAt + (window.endsAt - now) / window.remaining - now);
  }

  #noteWindow(window: RateLimitWindow): void {
    const known = this.window;
    this.#unlimited = false;
    const isSame = known !== undefined && Math.abs(window.endsAt - known.endsAt) <= SAME_WINDOW;
    if (isSame) {
      if (window.remaining < this.#leastOfOwn) this.#shared = this.#sharedNow = true;
      // Answers overtake each other: the lowest number is the latest.
      const remaining = Math.min(known.remaining, window.remaining);
      this.#window = { limit: window.limit, remaining, endsAt: Math.max(known.endsAt, window.endsAt) };
    } else if (known === undefined || window.endsAt > known.endsAt) {
      if (known !== undefined) this.#forgetWindow();
      this.#window = window;
      this.#leastOfOwn = window.remaining - this.#inFlight;
    }
  }

  #forgetWindow(): void {
    this.#window = undefined;
    this.#shared = this.#sharedNow;
    this.#sharedNow = false;
  }
}
