/** What several runs of one thing gave. */
export interface Statistics {
  readonly median: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly runs: number;
}

/** @throws RangeError when there is no value */
export function statisticsOf(values: readonly number[]): Statistics {
  const sorted = [...values].sort((a, b) => a - b);
  const [minimum] = sorted;
  const maximum = sorted.at(-1);
  const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (minimum === undefined || maximum === undefined || lower === undefined || upper === undefined) {
    throw new RangeError("There are no statistics of no values.");
  }
  return { median: (lower + upper) / 2, minimum, maximum, runs: sorted.length };
}
