import type { ReleaseName } from "../../src/simulator/release/release";
import { startSimulator, type Simulator } from "../../src/simulator/start-simulator";
import type { LoggedRequest } from "../../src/simulator/http/request-log";
import { type AccessWorkspace, errorsOf, inWords, type StoredValues } from "./access-workspace";
import { placeOn } from "./access-stack";
import { CoreWorkspace } from "./core-workspace";
import type { Operation } from "./operations";
import { grantsOf, pictureOf } from "./server-picture";

/** How an operation goes when nothing goes wrong: what every disturbed run has to come to in the end. */
export interface ReferenceRun {
  /** Those of the operation's command, in their order. */
  readonly requests: readonly LoggedRequest[];
  readonly before: StoredValues;
  /** In state when the command has ended. */
  readonly afterCommand: StoredValues;
  /** In state when all is as declared. */
  readonly after: StoredValues;
  readonly grants: readonly string[];
}

/** A server on which the stack can be applied. */
export async function startServer(release: ReleaseName): Promise<Simulator> {
  const simulator = await startSimulator({ release, rateLimit: false });
  prepareServer(simulator);
  return simulator;
}

/** Attaches what the stack adopts, with a client secret that must survive. */
export function prepareServer(simulator: Simulator): void {
  const { adoptedIdentityId } = placeOn(simulator);
  simulator.store.attachUniversalAuth(adoptedIdentityId, { accessTokenTTL: 600, accessTokenMaxTTL: 600 });
  simulator.store.addClientSecret(adoptedIdentityId);
}

/** Brings about what an operation starts from. */
export async function prepare(
  operation: Operation,
  simulator: Simulator,
  workspace: AccessWorkspace,
): Promise<void> {
  const place = placeOn(simulator);
  if (operation.before) {
    await workspace.declare(operation.before(place));
    demandSuccess(`applying what comes before "${operation.name}"`, await workspace.apply());
  }
  operation.meanwhile?.(simulator, place);
}

const runs = new Map<string, Promise<ReferenceRun>>();

export function referenceRun(operation: Operation, release: ReleaseName): Promise<ReferenceRun> {
  const key = `${release} ${operation.name}`;
  const known = runs.get(key) ?? runUndisturbed(operation, release);
  runs.set(key, known);
  return known;
}

async function runUndisturbed(operation: Operation, release: ReleaseName): Promise<ReferenceRun> {
  const simulator = await startServer(release);
  const workspace = await CoreWorkspace.open(simulator);
  try {
    await prepare(operation, simulator, workspace);
    await workspace.declare(operation.after(placeOn(simulator)));
    const before = await workspace.state();
    const { result, requests } = await simulator.requestsDuring(() => workspace[operation.command]());
    demandSuccess(`"${operation.name}"`, result);
    const afterCommand = await workspace.state();
    demandSuccess(`applying after "${operation.name}"`, await workspace.apply());
    const after = await workspace.state();
    return { requests, before, afterCommand, after, grants: grantsOf(pictureOf(simulator)) };
  } finally {
    await workspace.close();
    await simulator.close();
  }
}

function demandSuccess(what: string, outcome: Parameters<typeof errorsOf>[0]): void {
  const errors = errorsOf(outcome);
  if (errors.length > 0) throw new Error(`${what} failed although nothing was disturbed: ${inWords(errors)}`);
}
