import type { HttpAnswer } from "../../src/infisical/transport";

/** The limiter of contract/api.md 5: a window starts with its first request, and requests while limited do not prolong it. */
export class FixedWindowServer {
  #count = 0;
  #startedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly limit: number,
    private readonly windowMilliseconds: number,
  ) {}

  take(): HttpAnswer {
    const now = performance.now();
    if (now - this.#startedAt >= this.windowMilliseconds) {
      this.#startedAt = now;
      this.#count = 0;
    }
    this.#count += 1;
    const left = Math.floor((this.#startedAt + this.windowMilliseconds - now) / 1000);
    const headers: Record<string, string> = {
      "x-ratelimit-limit": String(this.limit),
      "x-ratelimit-remaining": String(Math.max(0, this.limit - this.#count)),
      "x-ratelimit-reset": String(left),
    };
    if (this.#count <= this.limit) return { status: 200, headers, text: "{}" };
    return { status: 429, headers: { ...headers, "retry-after": String(left) }, text: "{}" };
  }
}
