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
  exceeded: boolean;
}

/** Fixed windows that begin with their first request; requests beyond the limit do not prolong them (r01:61-75). */
export class RateLimiter {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly clock: Clock,
    /** Milliseconds. */
    readonly window: number,
  ) {}

  /** Counts a request. @param key method, route and address. */
  count(key: string, limit: number): RateLimitState {
    const now = this.clock.now();
    let window = this.windows.get(key);
    if (window === undefined || window.end <= now || window.end > now + this.window) {
      window = { count: 0, end: now + this.window };
      this.windows.set(key, window);
    }
    window.count += 1;
    return {
      limit,
      remaining: Math.max(limit - window.count, 0),
      reset: Math.ceil((window.end - now) / 1000),
      exceeded: window.count > limit,
    };
  }

  /** Sets a counter as if requests had come before. @param secondsLeft of its window. */
  preset(key: string, count: number, secondsLeft: number): void {
    this.windows.set(key, { count, end: this.clock.now() + secondsLeft * 1000 });
  }

  /** Forgets every count. */
  clear(): void {
    this.windows.clear();
  }
}
