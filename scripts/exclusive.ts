/**
 * Exclusive lists under change: privileges are added, removed and renamed together with their entries, 20 times for each release of the server and each
 * way to write the list, with the launched provider, `-parallelism=10`, and a server that answers late now and then. Ends with one line, and with
 * status 1 unless nothing was lost, one apply was enough by reference and two with literal slugs, and each next plan was empty. The first argument, if
 * any, is the seed.
 */
import { releaseNames } from "../src/simulator/release/release";
import { ExclusiveChanges } from "../test/acceptance/exclusive-changes";
import { useOwnTemporaryFolder } from "../test/support/own-temporary-folder";

const ROUNDS = 20;
const MOST_FURTHER_APPLIES = { references: 0, "literal slugs": 1 } as const;

async function main(seed: number): Promise<number> {
  const startedAt = performance.now();
  console.log(`seed ${seed}`);
  let failures = 0;
  let rounds = 0;
  for (const release of releaseNames) {
    for (const list of ["references", "literal slugs"] as const) {
      let further = 0;
      const changes = await ExclusiveChanges.start({ release, list, seed, launched: true });
      try {
        for (let round = 1; round <= ROUNDS; round++) {
          const { furtherApplies, problems } = await changes.round();
          const isTooMany = furtherApplies > MOST_FURTHER_APPLIES[list];
          const found = [...problems, ...(isTooMany ? [`it took ${furtherApplies} further applies`] : [])];
          for (const problem of found) console.log(`${release}, ${list}, round ${round}: ${problem}`);
          failures += found.length;
          further += furtherApplies;
          rounds++;
        }
      } finally {
        await changes.close();
      }
      console.log(`${release}, ${list}: ${ROUNDS} changes took ${further} further applies`);
    }
  }
  console.log(`${Math.round((performance.now() - startedAt) / 1000)} s`);
  console.log(`${rounds} changes of exclusive lists, ${failures} of them not as they should be.`);
  return failures === 0 ? 0 : 1;
}

useOwnTemporaryFolder();
void main(Number(process.argv[2] ?? 20_261_122)).then((status) => (process.exitCode = status));
