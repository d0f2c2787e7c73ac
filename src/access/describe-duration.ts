import ms from "ms";

const units = [
  { name: "d", length: 86_400_000 },
  { name: "h", length: 3_600_000 },
  { name: "min", length: 60_000 },
  { name: "s", length: 1_000 },
  { name: "ms", length: 1 },
] as const;

/**
 * A length of time, exactly, in the largest unit that fits: "4 h", "90 min", "30 d".
 *
 * @param milliseconds a whole number, 0 or more
 */
export function describeDuration(milliseconds: number): string {
  const unit = units.find(({ length }) => milliseconds >= length && milliseconds % length === 0);
  return unit === undefined ? "no time" : `${milliseconds / unit.length} ${unit.name}`;
}

/**
 * How long ago something was, rounded to its largest unit: "3 h ago".
 *
 * @param milliseconds 0 or more
 */
export function describeAge(milliseconds: number): string {
  return `${ms(Math.round(milliseconds)).replace(/^\d+/, "$& ").replace(/ m$/, " min")} ago`;
}
