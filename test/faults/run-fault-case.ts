import type { Simulator } from "../../src/simulator/start-simulator";
import { type AccessWorkspace, errorsOf, inWords } from "./access-workspace";
import { LOGIN, placeOn } from "./access-stack";
import type { CommandOutcome } from "./core/terraform-core";
import type { Elsewhere } from "./elsewhere";
import type { FaultCase } from "./fault-case";
import type { Findings } from "./findings";
import { judge } from "./judge";
import { prepare, referenceRun, startServer } from "./reference-run";
import { secretsIn } from "./secrets-written";
import { pictureOf } from "./server-picture";

/** How a stack is applied. */
export type OpenWorkspace = (simulator: Simulator) => Promise<AccessWorkspace>;

/** Milliseconds that one command may take; what takes longer hangs. */
const COMMAND_DEADLINE = 60_000;

/** A busy machine can bring a command to an end before it comes to the request that is to be disturbed. */
const ATTEMPTS = 3;

/** Disturbs one command, applies again, and says what is wrong then. */
export async function runFaultCase(
  faultCase: FaultCase,
  open: OpenWorkspace,
  elsewhere: Elsewhere,
): Promise<Findings> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const findings = await attemptFaultCase(faultCase, open, elsewhere);
    if (findings) return findings;
  }
  throw new Error(`${faultCase.operation.name}: the fault did not strike: ${faultCase.name}`);
}

let cases = 0;

/** Undefined when the fault did not strike. */
async function attemptFaultCase(
  faultCase: FaultCase,
  open: OpenWorkspace,
  elsewhere: Elsewhere,
): Promise<Findings | undefined> {
  const simulator = await startServer(faultCase.release);
  const workspace = await open(simulator);
  try {
    const path = `/case-${(cases += 1)}`;
    const findings = await runOn(simulator, workspace, faultCase, elsewhere.url + path);
    const sentElsewhere = elsewhere.receivedAt(path).map((request) => `sent to another host: ${request}`);
    return findings && { ...findings, leaked: [...findings.leaked, ...sentElsewhere] };
  } finally {
    await workspace.close();
    await simulator.close();
  }
}

async function runOn(
  simulator: Simulator,
  workspace: AccessWorkspace,
  { operation, release, faults, requestTimeout, late, isOutage, maxRetries }: FaultCase,
  elsewhere: string,
): Promise<Findings | undefined> {
  const reference = await referenceRun(operation, release);
  await prepare(operation, simulator, workspace);
  const before = await workspace.state();
  const declared = operation.after(placeOn(simulator));

  await workspace.declare(declared, { request_timeout: requestTimeout, max_retries: maxRetries });
  simulator.takeRequests();
  simulator.setFaults(faults(elsewhere));
  const outcome = await inTime(workspace[operation.command]());
  if (late > 0) await later(late);
  else if (!simulator.requests.some(({ fault }) => fault)) return undefined;
  simulator.setFaults([]);
  const disturbed = {
    state: await workspace.state(),
    server: pictureOf(simulator),
    failed: errorsOf(outcome).length > 0,
  };

  await workspace.declare(declared);
  const recovery = await recover(workspace, simulator, isOutage);
  const final = { state: await workspace.state(), server: pictureOf(simulator) };
  const { lost, doubled } = judge({ operation, reference, before, disturbed, final });
  return {
    needsOperator: recovery.needsOperator,
    lost: [...bugs(outcome), ...recovery.problems, ...lost],
    doubled,
    leaked: secretsIn(await workspace.written(), simulator),
  };
}

/**
 * Plans and applies again. An operator has to help where behaviour.md 5 says so, and only there: a universal auth was attached by an apply that
 * never learnt of it, and adopt_existing is false. Then the way that the error names is gone.
 */
export async function recover(
  workspace: AccessWorkspace,
  simulator: Simulator,
  mayNeedOperator: boolean,
): Promise<{ needsOperator: boolean; problems: string[] }> {
  let needsOperator = false;
  let outcome = await inTime(workspace.apply());
  const errors = errorsOf(outcome);
  const isLeftAttached = errors.every(
    ({ address, summary }) => address === LOGIN && summary === "Universal Auth Is Attached Already",
  );
  if (errors.length > 0 && mayNeedOperator && isLeftAttached) {
    needsOperator = true;
    const imported = await inTime(workspace.import(LOGIN, placeOn(simulator).identityId));
    const again = await inTime(workspace.apply());
    outcome = { ...again, diagnostics: [...imported.diagnostics, ...again.diagnostics] };
  }
  const problems =
    errorsOf(outcome).length > 0 ? [`the next apply fails: ${inWords(errorsOf(outcome))}`] : [];
  const plan = await inTime(workspace.plan());
  if (errorsOf(plan).length > 0) problems.push(`the plan after it fails: ${inWords(errorsOf(plan))}`);
  else if (plan.hasChanges)
    problems.push("the next apply did not finish the work: the plan after it is not empty");
  return { needsOperator, problems: [...problems, ...bugs(outcome), ...bugs(plan)] };
}

/** An error that blames the provider itself says that something was not thought of. */
function bugs(outcome: CommandOutcome): string[] {
  const found = errorsOf(outcome).filter(({ summary }) => summary === "Provider Bug");
  return found.length > 0 ? [inWords(found)] : [];
}

function inTime<T>(command: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`a command did not end within ${COMMAND_DEADLINE / 1000} s`)),
      COMMAND_DEADLINE,
    );
  });
  return Promise.race([command, deadline]).finally(() => clearTimeout(timer));
}

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
