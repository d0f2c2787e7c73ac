import type { Simulator } from "../../../src/simulator/start-simulator";
import { childrenOf, hasEndedWithin, killProcess } from "../../support/processes";
import type { RunningCommand } from "../../support/running-command";
import type { SeededRandom } from "../../terraform-plugin/fuzz/random";
import { placeOn } from "../access-stack";
import type { Findings } from "../findings";
import { judge } from "../judge";
import type { Operation } from "../operations";
import { referenceRun } from "../reference-run";
import { recover } from "../run-fault-case";
import { secretsIn } from "../secrets-written";
import { pictureOf } from "../server-picture";
import type { KillStage } from "./kill-stage";

/** Whom SIGKILL hits in the middle of which apply, and when. */
export interface Kill {
  readonly operation: Operation;
  readonly victim: "terraform" | "provider";
  /** Requests that the server has answered by then. */
  readonly afterRequests: number;
  /** Milliseconds that pass after that. */
  readonly later: number;
  /** Where the server takes its time, so that there is a middle to be hit. */
  readonly slow: "before" | "commit" | "after";
}

/** Milliseconds that the server takes for each request. */
const SLOWNESS = 40;
/** Milliseconds in which a provider has to end after its terraform; a write that was sent may answer meanwhile. */
const ORPHAN_TIME_LIMIT = 15_000;

export function describeKill({ operation, victim, afterRequests, later, slow }: Kill): string {
  return `${operation.name}: ${victim} killed ${later} ms after request ${afterRequests}, server slow ${slow} the commit`;
}

export function randomKill(random: SeededRandom, operation: Operation, requests: number): Kill {
  return {
    operation,
    victim: random.pick(["terraform", "provider"]),
    afterRequests: random.below(requests),
    later: random.below(2 * SLOWNESS),
    slow: random.pick(["before", "commit", "after"]),
  };
}

export async function runKill(
  kill: Kill,
  stage: KillStage,
  release: Parameters<typeof referenceRun>[1],
): Promise<Findings> {
  const { operation, slow } = kill;
  const reference = await referenceRun(operation, release);
  const { simulator, workspace } = await stage.open(operation.before !== undefined);
  try {
    const place = placeOn(simulator);
    operation.meanwhile?.(simulator, place);
    await workspace.declare(operation.after(place));
    const before = operation.before ? await workspace.state() : {};

    simulator.setFaults([{ kind: "delay", when: slow, milliseconds: SLOWNESS }]);
    const command = workspace.folder.start(["apply", "-auto-approve", "-no-color", "-input=false"]);
    const left = await killDuring(command, kill, simulator);
    const { stdout, stderr } = await command.ended;
    simulator.setFaults([]);
    const disturbed = { state: await workspace.state(), server: pictureOf(simulator), failed: true };

    const { needsOperator, problems } = await recover(workspace, simulator, true);
    const final = { state: await workspace.state(), server: pictureOf(simulator) };
    const { lost, doubled } = judge({ operation, reference, before, disturbed, final });
    const written = stdout + stderr + (await workspace.written());
    return {
      needsOperator,
      lost: [...left, ...problems, ...lost],
      doubled,
      leaked: secretsIn(written, simulator),
    };
  } finally {
    await simulator.close();
    await workspace.close();
  }
}

/** @returns what was not as it should be about the processes */
async function killDuring(
  command: RunningCommand,
  { victim, afterRequests, later }: Kill,
  simulator: Simulator,
): Promise<string[]> {
  while (simulator.requests.length < afterRequests && !command.hasEnded) await sleep(2);
  await sleep(later);
  // Only what this terraform has started.
  const providers = (await childrenOf(command.pid)).filter(({ command: line }) =>
    line.includes("provider.cjs"),
  );
  if (victim === "terraform") command.kill();
  else for (const { pid } of providers) killProcess(pid);
  const ended = await Promise.all(providers.map(({ pid }) => hasEndedWithin(pid, ORPHAN_TIME_LIMIT)));
  return ended.includes(false) ? ["the provider outlived its terraform"] : [];
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
