/**
 * The kill sweep: SIGKILL of terraform or of the launched provider at random moments of an apply, on both releases of the server. After each: plan
 * and apply again, and compare server and state with what was declared. Ends with one line, and with status 1 unless nothing was lost, doubled or
 * leaked. The first argument, if any, is the seed.
 */
import { releaseNames } from "../src/simulator/release/release";
import { findingsInWords, Tally } from "../test/faults/findings";
import { killSweep } from "../test/faults/kills/kill-sweep";
import { describeKill } from "../test/faults/kills/run-kill";
import { useOwnTemporaryFolder } from "../test/support/own-temporary-folder";

const RUNS = 26;

async function main(seed: number): Promise<number> {
  const startedAt = performance.now();
  console.log(`seed ${seed}`);
  const tally = new Tally();
  for (const release of releaseNames) {
    const { counts } = await killSweep(release, {
      seed,
      runs: RUNS,
      concurrency: 3,
      onRun: (kill, findings) => {
        const title = `${release}: ${describeKill(kill)}`;
        if (findings.needsOperator)
          console.log(`${title}\n  an operator imported the universal auth that was left attached`);
        for (const text of findingsInWords(findings)) console.log(`${title}\n  ${text}`);
      },
    });
    tally.addCounts(counts);
  }
  console.log(`${Math.round((performance.now() - startedAt) / 1000)} s`);
  console.log(tally.line);
  return tally.isGood ? 0 : 1;
}

useOwnTemporaryFolder();
void main(Number(process.argv[2] ?? 20_261_122)).then((status) => (process.exitCode = status));
