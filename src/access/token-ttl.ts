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
  const seconds = typeof ttl === "number" ? ttl : textInSeconds(ttl);
  if (typeof seconds !== "number") return seconds;
  return Number.isInteger(seconds) ? { seconds } : { problem: "must be a whole number of seconds" };
}

function textInSeconds(text: string): number | { problem: string } {
  if (/^[-+]?[\d.]+$/.test(text)) {
    return { problem: 'must have a unit when it is a text: write "3600s", or the number 3600' };
  }
  if (/\d *M$/.test(text)) {
    return {
      problem: 'must not use the unit "M", which would be read as minutes, not months: write "m" for minutes',
    };
  }
  const milliseconds: number | undefined = text === "" ? undefined : ms(text as ms.StringValue);
  if (milliseconds === undefined) {
    return {
      problem:
        'must be a number of seconds, or a text of one number and one unit such as "90s", "30m", "1h", "7d"',
    };
  }
  // "1.1h" is 3960000.0000000005 ms in binary floating point.
  return Math.round(milliseconds * 1_000) / 1_000_000;
}
