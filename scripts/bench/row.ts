import { type Statistics, statisticsOf } from "./statistics";

/** What a figure should be; a figure without a goal is only reported. */
export type Goal = { readonly atMost: number } | { readonly below: number } | { readonly exactly: number };

export type Unit = "×" | "µs" | "ms" | "s" | "minutes" | "requests" | "lines" | "KiB" | "MiB";

/** One line of the table. */
export interface Row extends Statistics {
  readonly measure: string;
  readonly unit: Unit;
  readonly goal?: Goal;
}

export function row(measure: string, unit: Unit, values: readonly number[], goal?: Goal): Row {
  const { median, minimum, maximum, runs } = statisticsOf(values);
  return {
    measure,
    unit,
    median: rounded(median),
    minimum: rounded(minimum),
    maximum: rounded(maximum),
    runs,
    ...(goal && { goal }),
  };
}

/** Undefined when there is no goal. Counts are exact in every run; of what is timed the median counts. */
export function isMet({ median, minimum, maximum, goal }: Row): boolean | undefined {
  if (goal === undefined) return undefined;
  if ("atMost" in goal) return median <= goal.atMost;
  if ("below" in goal) return median < goal.below;
  return minimum === goal.exactly && maximum === goal.exactly;
}

export function describeGoal(goal: Goal | undefined): string {
  if (goal === undefined) return "";
  if ("atMost" in goal) return `≤ ${goal.atMost}`;
  if ("below" in goal) return `< ${goal.below}`;
  return goal.exactly.toLocaleString("en");
}

/** Three digits are more than such figures repeat. */
function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
