import type { Exchange } from "./exchange";

/** Milliseconds by which recorded times may be off, so that what followed at once is not taken for simultaneous. */
const tolerance = 2;

/**
 * Splits a recording into what was sent one after the other and what was sent at once: the same request several times,
 * each before the first of them was answered (p18).
 */
export function groupBySimultaneity(exchanges: readonly Exchange[]): Exchange[][] {
  const groups: Exchange[][] = [];
  for (const exchange of exchanges) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group !== undefined && first !== undefined && isWrite(exchange) && areSimultaneous(group, exchange)) {
      group.push(exchange);
    } else {
      groups.push([exchange]);
    }
  }
  return groups;
}

function areSimultaneous(group: readonly Exchange[], exchange: Exchange): boolean {
  const [first] = group;
  const earliestAnswer = Math.min(...group.map(({ at }) => Date.parse(at)));
  return (
    first !== undefined &&
    first.method === exchange.method &&
    first.path === exchange.path &&
    JSON.stringify(first.requestBody) === JSON.stringify(exchange.requestBody) &&
    exchange.sentAt < earliestAnswer - tolerance
  );
}

function isWrite({ method }: Exchange): boolean {
  return method === "POST" || method === "PATCH" || method === "DELETE";
}

/** Whether a request of a race got past the check that the winners' write makes fail for the others. */
export function passedTheCheck({ status }: Exchange): boolean {
  return status === 200 || status === 500;
}
