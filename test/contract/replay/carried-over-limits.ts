import type { Exchange } from "./exchange";

/** How far a counter was when the recording first met it. */
export interface CarriedOver {
  count: number;
  secondsLeft: number;
}

/** Seconds by which two counters that were used in one earlier run may be apart. */
const tolerance = 2;

/**
 * Which counters requests before the recording had begun to use up. A counter that the recording uses again proves
 * itself by what comes next. One that it uses once is believed when another tells of the same earlier run: as many
 * requests, as long ago. (The recorder gave each request an address of its own and ran scenarios twice within a minute: u01.)
 */
export class CarriedOverLimits {
  private readonly counters = new Map<string, Exchange[]>();

  constructor(exchanges: readonly Exchange[]) {
    for (const exchange of exchanges.filter(isCounted)) {
      const key = counterOf(exchange);
      this.counters.set(key, [...(this.counters.get(key) ?? []), exchange]);
    }
  }

  /** What to begin the exchange's counter with, should it be the first to use it; undefined for a new window. */
  before(exchange: Exchange): CarriedOver | undefined {
    const carried = isCounted(exchange) ? carriedOver(exchange) : undefined;
    return carried !== undefined && this.isBelieved(exchange, carried) ? carried : undefined;
  }

  private isBelieved(exchange: Exchange, carried: CarriedOver): boolean {
    const firsts = [...this.counters.values()].flatMap((uses) => uses.slice(0, 1));
    const uses = this.counters.get(counterOf(exchange)) ?? [];
    return (
      uses.length > 1 ||
      firsts.length === 1 ||
      firsts.some((other) => other !== exchange && tellsOf(carriedOver(other), carried))
    );
  }
}

function isCounted({ responseHeaders }: Exchange): boolean {
  return responseHeaders["x-ratelimit-limit"] !== undefined;
}

/** Method, route and address (contract/api.md 5). */
function counterOf({ method, path, requestHeaders }: Exchange): string {
  const route = (path.split("?")[0] ?? path)
    .replace(/\/$/, "")
    .replace(/(\/additional-privilege\/identity\/)(?!permanent$|temporary$).+$/, "$1:privilegeSlug")
    .replace(/(\/identities\/)[^/]+/, "$1:identityId");
  const address = requestHeaders["x-forwarded-for"] ?? requestHeaders["x-real-ip"] ?? "";
  return `${method} ${route} ${address}`;
}

function carriedOver({ responseHeaders, status }: Exchange): CarriedOver | undefined {
  const limit = Number(responseHeaders["x-ratelimit-limit"]);
  const remaining = Number(responseHeaders["x-ratelimit-remaining"]);
  const count = limit - remaining - (status === 429 ? 0 : 1);
  return count > 0 ? { count, secondsLeft: Number(responseHeaders["x-ratelimit-reset"]) } : undefined;
}

function tellsOf(other: CarriedOver | undefined, carried: CarriedOver): boolean {
  return (
    other !== undefined &&
    other.count === carried.count &&
    Math.abs(other.secondsLeft - carried.secondsLeft) <= tolerance
  );
}
