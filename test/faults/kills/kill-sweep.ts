import type { ReleaseName } from "../../../src/simulator/release/release";
import { SeededRandom } from "../../terraform-plugin/fuzz/random";
import { type Findings, Tally } from "../findings";
import { type Operation, operations } from "../operations";
import { referenceRun } from "../reference-run";
import { KillStage } from "./kill-stage";
import { type Kill, randomKill, runKill } from "./run-kill";

export interface KillSweepOptions {
  readonly seed: number;
  readonly runs: number;
  readonly concurrency: number;
  readonly onRun?: (kill: Kill, findings: Findings) => void;
}

/** Kills terraform or the provider at random moments of random applies, and applies again. */
export async function killSweep(
  release: ReleaseName,
  { seed, runs, concurrency, onRun }: KillSweepOptions,
): Promise<Tally> {
  const random = new SeededRandom(seed);
  const applies = operations.filter(
    ({ command, releases }) => command === "apply" && (releases?.includes(release) ?? true),
  ) as [Operation, ...Operation[]];
  const kills: Kill[] = [];
  while (kills.length < runs) {
    // Half of them creates, where most can be doubled and lost.
    const operation = random.below(2) === 0 ? applies[0] : random.pick(applies);
    const { requests } = await referenceRun(operation, release);
    kills.push(randomKill(random, operation, requests.length));
  }
  const tally = new Tally();
  const stage = await KillStage.build(release);
  const work = async (): Promise<void> => {
    for (let kill = kills.shift(); kill !== undefined; kill = kills.shift()) {
      const findings = await runKill(kill, stage, release);
      tally.add(findings);
      onRun?.(kill, findings);
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, work));
  } finally {
    await stage.remove();
  }
  return tally;
}
