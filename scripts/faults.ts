/**
 * The fault sweep: every kind of fault at every request of every operation on a stack with all resources, on both releases of the server, through
 * the provider's RPCs; and a sample of them through the real terraform. After each: plan and apply again, and compare server and state with what
 * was declared. Ends with one line, and with status 1 unless nothing was lost, doubled or leaked.
 */
import { fork } from "node:child_process";
import { infisicalAccessProvider } from "../src/provider/infisical-access-provider";
import { type ReleaseName, releaseNames } from "../src/simulator/release/release";
import { serveReattach } from "../src/terraform-plugin";
import { CoreWorkspace } from "../test/faults/core-workspace";
import { allFaultCases, type FaultCase } from "../test/faults/fault-case";
import { type Counts, type Findings, findingsInWords, Tally } from "../test/faults/findings";
import { spread } from "../test/faults/spread";
import { sweep } from "../test/faults/sweep";
import { TerraformAccessWorkspace } from "../test/faults/terraform-access-workspace";
import { useOwnTemporaryFolder } from "../test/support/own-temporary-folder";
import { SeededRandom } from "../test/terraform-plugin/fuzz/random";

const SEED = 20_261_122;
/** Runs through the real terraform, on each release. */
const TERRAFORM_RUNS = 32;

async function main(): Promise<number> {
  const startedAt = performance.now();
  const tally = new Tally();
  // Each release in a process of its own, so that two cores are used.
  const counts = await Promise.all(releaseNames.map(inProcess));
  for (const each of counts) tally.addCounts(each);
  console.log(`${Math.round((performance.now() - startedAt) / 1000)} s`);
  console.log(tally.line);
  return tally.isGood ? 0 : 1;
}

function inProcess(release: ReleaseName): Promise<Counts> {
  return new Promise((resolve, reject) => {
    const child = fork(__filename, [release]);
    child.once("message", (counts) => resolve(counts as Counts));
    child.once("exit", (status) =>
      reject(new Error(`the sweep of ${release} ended with status ${String(status)}`)),
    );
  });
}

async function sweepRelease(release: ReleaseName): Promise<void> {
  const cases = await allFaultCases(release);
  const byRpc = await sweep(cases, (simulator) => CoreWorkspace.open(simulator), {
    concurrency: 16,
    onRun: reportTo(`${release}, provider's RPCs`),
  });
  const sample = spread(cases, TERRAFORM_RUNS, new SeededRandom(SEED));
  const { reattachProviders, close } = await serveReattach(infisicalAccessProvider("0.0.0-sweep"));
  const byTerraform = await sweep(
    sample,
    (simulator) => TerraformAccessWorkspace.open(simulator, reattachProviders),
    { concurrency: 3, onRun: reportTo(`${release}, terraform`) },
  );
  await close();
  console.log(`${release}, provider's RPCs: ${byRpc.line}`);
  console.log(`${release}, terraform: ${byTerraform.line}`);
  byRpc.addCounts(byTerraform.counts);
  process.send?.(byRpc.counts);
}

function reportTo(way: string): (faultCase: FaultCase, findings: Findings) => void {
  return ({ operation, name, maxRetries }, findings) => {
    const title = `${way}: ${operation.name}, max_retries ${maxRetries}: ${name}`;
    if (findings.needsOperator)
      console.log(`${title}\n  an operator imported the universal auth that was left attached`);
    for (const text of findingsInWords(findings)) console.log(`${title}\n  ${text}`);
  };
}

useOwnTemporaryFolder();
const release = releaseNames.find((name) => name === process.argv[2]);
if (release === undefined) void main().then((status) => (process.exitCode = status));
else void sweepRelease(release);
