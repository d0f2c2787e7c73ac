import { findingsInWords } from "../findings";
import { killSweep } from "./kill-sweep";
import { describeKill } from "./run-kill";

// A sample; `npm run kills` kills more often, on both releases.
test("after SIGKILL the next apply completes what the server has, without duplicates or orphans", async () => {
  const problems: string[] = [];
  const tally = await killSweep("2024-07", {
    seed: 20_261_122,
    runs: 3,
    concurrency: 3,
    onRun: (kill, findings) =>
      problems.push(...findingsInWords(findings).map((text) => `${describeKill(kill)}: ${text}`)),
  });
  expect(problems).toEqual([]);
  expect(tally.counts.runs).toBe(3);
}, 120_000);
