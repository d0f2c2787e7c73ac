import type { Clock } from "../clock";

interface Window {
  count: number;
  end: number;
}

export interface RateLimitState {
  limit: number;
  remaining: number;
  /** Whole seconds until the window ends, rounded up. */
  reset: number;
  millisecondsLeft: number;
  exceeded: boolean;
}

/** Fixed windows that begin with their first request; requests beyond the limit do not prolong them (r01:61-75). */
export class RateLimiter {
  private readonly windows = new Map<string, Window>();
  /** What a counter that was never used before begins with: requests that came before this server began. */
  carriedOver: { count: number; secondsLeft: number } | undefined;

  private lastState: RateLimitState | undefined;

  constructor(
    private readonly clock: Clock,
    /** Milliseconds. */
    readonly window: number,
  ) {}

  /** Counts a request. @param key method, route and address. */
  count(key: string, limit: number): RateLimitState {
    const now = this.clock.now();
    let window = this.windows.get(key);
    if (window === undefined && this.carriedOver !== undefined) {
      const { count, secondsLeft } = this.carriedOver;
      window = { count, end: now + secondsLeft * 1000 };
      this.windows.set(key, window);
    }
    if (window === undefined || window.end <= now || window.end > now + this.window) {
      window = { count: 0, end: now + this.window };
      this.windows.set(key, window);
    }
    window.count += 1;
    const millisecondsLeft = window.end - now;
    this.lastState = {
      limit,
      remaining: Math.max(limit - window.count, 0),
      reset: Math.ceil(millisecondsLeft / 1000),
      millisecondsLeft,
      exceeded: window.count > limit,
    };
    return this.lastState;
  }

  /** What the last request was told. */
  get last(): RateLimitState | undefined {
    return this.lastState;
  }

  /** Forgets every count. */
  clear(): void {
    this.windows.clear();
  }
}
