import type { SeededRandom } from "../terraform-plugin/fuzz/random";
import type { FaultCase } from "./fault-case";

/** So many of the cases, chosen at random in such a way that operations and kinds of faults are had about equally often. */
export function spread(cases: readonly FaultCase[], count: number, random: SeededRandom): FaultCase[] {
  const left = new Map(cases.map((each) => [each, random.below(1_000)]));
  const taken = new Map<string, number>();
  const chosen: FaultCase[] = [];
  while (chosen.length < count && left.size > 0) {
    const rank = (each: FaultCase) =>
      1_000 * ((taken.get(each.operation.name) ?? 0) + 2 * (taken.get(each.kind) ?? 0)) +
      (left.get(each) ?? 0);
    const next = [...left.keys()].reduce((best, each) => (rank(each) < rank(best) ? each : best));
    left.delete(next);
    chosen.push(next);
    for (const key of [next.operation.name, next.kind]) taken.set(key, (taken.get(key) ?? 0) + 1);
  }
  return chosen;
}
