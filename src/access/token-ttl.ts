import ms from "ms";

/** Longest time to live, and longest maximum, of an access token in seconds: ten years (contract/api.md 3, TTLs). */
export const LONGEST_TTL = 315_360_000;

/**
 * Reads a time to live: a number of seconds, or a text such as "1h".
 *
 * @example parseTokenTtl("1h") // { seconds: 3600 }
 * @returns whole seconds, or as `problem` the end of a sentence that begins with the attribute
 */
export function parseTokenTtl(ttl: number | string): { seconds: number } | { problem: string } {
  if (typeof ttl === "number") return wholeSeconds(ttl);
  if (/^[\d.]+$/.test(ttl)) {
    return { problem: 'must have a unit when it is a text: write "3600s", or the number 3600 for seconds' };
  }
  if (/\dM$|\d +M$/.test(ttl))
    return { problem: 'must not use the unit "M", which would be read as minutes: write "m" for minutes' };
  const length: number | undefined = ttl === "" ? undefined : ms(ttl as ms.StringValue);
  if (length === undefined) {
    return {
      problem:
        'must be a number of seconds or a text of one number and one unit, such as "90s", "30m", "1h", "7d"',
    };
  }
  return wholeSeconds(length / 1000);
}

function wholeSeconds(seconds: number): { seconds: number } | { problem: string } {
  if (!Number.isInteger(seconds)) return { problem: "must be a whole number of seconds" };
  return { seconds };
}
