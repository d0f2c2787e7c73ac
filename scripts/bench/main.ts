/**
 * `npm run bench`: what a user of the provider waits for. Prints a table, and writes it to bench/results.json and to the documents that quote it.
 * Needs an idle machine, and at most a quarter of an hour; `--quick` measures less in a minute and prints only. Status 1 when the number of requests is not
 * what it has to be; what is timed depends on the machine and is judged by the reader.
 */
import { parseArgs } from "node:util";
import { useOwnTemporaryFolder } from "../../test/support/own-temporary-folder";
import { machine } from "./machine";
import type { Measure } from "./measure";
import { create } from "./measures/create";
import { microbenchmarks } from "./measures/microbenchmarks";
import { planUnchanged } from "./measures/plan-unchanged";
import { rateLimited } from "./measures/rate-limited";
import { scale } from "./measures/scale";
import { startUp } from "./measures/start-up";
import { Progress } from "./progress";
import { quoteResults } from "./quote-results";
import { type Results, writeResults } from "./results";
import { isMet } from "./row";
import { FULL, QUICK } from "./size";
import { printedTable } from "./table";

const MEASURES: readonly Measure[] = [startUp, planUnchanged, create, scale, rateLimited, microbenchmarks];

async function main(quick: boolean): Promise<number> {
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));
  const progress = new Progress();
  const measures: Results["measures"][number][] = [];
  const failures: unknown[] = [];
  for (const [index, { title, run }] of MEASURES.entries()) {
    const show = (step: string): void => progress.show(`${index + 1}/${MEASURES.length} ${title}: ${step}`);
    try {
      measures.push({ title, rows: await run(quick ? QUICK : FULL, show) });
    } catch (error) {
      // What takes so long is not thrown away for the sake of one part.
      failures.push(error);
    }
  }
  progress.clear();
  const results = { date: new Date().toISOString().slice(0, 10), machine: machine(), measures };
  console.log(printedTable(results));
  for (const failure of failures) console.error(failure);
  if (failures.length > 0) return 1;
  if (!quick) {
    writeResults(results);
    quoteResults(results);
  }
  const wrong = measures.flatMap(({ rows }) => rows).filter((row) => row.unit === "requests" && !isMet(row));
  return wrong.length === 0 ? 0 : 1;
}

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
useOwnTemporaryFolder();
main(values.quick).then(
  (status) => process.exit(status),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
