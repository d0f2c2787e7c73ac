/**
 * Runs each of the functions in turn, so often, and gives what they returned: by function, then by run. What makes the machine slower for a while
 * slows down all of them.
 */
export async function alternate<Name extends string>(
  runs: number,
  functions: Readonly<Record<Name, () => Promise<number>>>,
  onRun: (run: number) => void,
): Promise<Record<Name, number[]>> {
  const entries = Object.entries(functions) as [Name, () => Promise<number>][];
  const results = Object.fromEntries(entries.map(([name]) => [name, []])) as unknown as Record<
    Name,
    number[]
  >;
  for (let run = 1; run <= runs; run++) {
    onRun(run);
    for (const [name, measure] of entries) results[name].push(await measure());
  }
  return results;
}

/** Run by run, how many times as much the first took as the second. */
export function ratios(values: readonly number[], to: readonly number[]): number[] {
  return values.map((value, run) => value / (to[run] ?? Number.NaN));
}
