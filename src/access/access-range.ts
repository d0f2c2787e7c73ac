import ms from "ms";

/** The start at which ranges are measured. Any of our century gives the same whole milliseconds. */
const reference = Date.UTC(2026, 0, 1);

/**
 * How long a range such as "4h" is, in whole milliseconds, as the server reads it: with the library `ms`, which takes "1.5h", "2 weeks" and "1H", reads
 * a bare number as milliseconds, "1M" as one minute, "1y" as 365.25 days (contract/api.md 2, p08).
 *
 * @example rangeInMilliseconds("90m") // 5400000
 * @returns undefined when the server refuses the range
 */
export function rangeInMilliseconds(range: string): number | undefined {
  if (range === "") return undefined;
  const length: number | undefined = ms(range as ms.StringValue);
  if (length === undefined || length <= 0) return undefined;
  // The server adds the length to a date, which cuts fractions off ("4.35h" is 261 minutes, "0.4ms" is nothing) and has an end (p08:36-38).
  const end = new Date(reference + length).getTime();
  return Number.isNaN(end) ? undefined : end - reference;
}

/** Whether a range is one to the server's parser, but so long that no date is left for its end (contract/api.md 2, p08:36). */
export function endsAfterAllDates(range: string): boolean {
  if (range === "" || rangeInMilliseconds(range) !== undefined) return false;
  const length: number | undefined = ms(range as ms.StringValue);
  return length !== undefined && length > 0;
}

/** Whether two ranges are equally long in milliseconds: "60m" and "1h" are. Ranges that the server refuses are compared as texts. */
export function sameRange(a: string, b: string): boolean {
  return rangeMeaning(a) === rangeMeaning(b);
}

/** A text that is the same for equally long ranges. */
export function rangeMeaning(range: string): string {
  return rangeInMilliseconds(range)?.toString() ?? `not a range: ${range}`;
}

/** A range of the same length that people read as the server does: "90000" becomes "90000ms", "1M" becomes "1m". */
export function unambiguousRange(range: string): string {
  if (rangeInMilliseconds(range) === undefined) return range;
  return range.replace(/^([\d.]+) *$/, "$1ms").replace(/M$/, "m");
}
