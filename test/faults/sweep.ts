import { startElsewhere } from "./elsewhere";
import type { FaultCase } from "./fault-case";
import { type Findings, Tally } from "./findings";
import { type OpenWorkspace, runFaultCase } from "./run-fault-case";

export interface SweepOptions {
  /** How many runs go on at once: most of their time is waiting. */
  readonly concurrency: number;
  /** Told of each run when it has ended. */
  readonly onRun?: (faultCase: FaultCase, findings: Findings) => void;
}

/** Runs all cases, each on a server of its own. */
export async function sweep(
  cases: readonly FaultCase[],
  open: OpenWorkspace,
  { concurrency, onRun }: SweepOptions,
): Promise<Tally> {
  const tally = new Tally();
  const elsewhere = await startElsewhere();
  const queue = [...cases];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const findings = await runFaultCase(next, open, elsewhere).catch(failed);
      tally.add(findings);
      onRun?.(next, findings);
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, work));
  } finally {
    await elsewhere.close();
  }
  return tally;
}

/** A run that can't be carried out proves nothing, so it counts against the provider. */
function failed(error: unknown): Findings {
  const reason = error instanceof Error ? error.message : String(error);
  return { needsOperator: false, lost: [reason], doubled: [], leaked: [] };
}
