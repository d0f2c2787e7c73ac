import { execFile } from "node:child_process";
import type { SimulatedServer } from "./simulated-server";

/** What `terraform plan` says. */
export interface StackPlan {
  /** Whether nothing is to be done. */
  readonly isEmpty: boolean;
  /** What a user sees. */
  readonly text: string;
}

/**
 * `terraform init` and `apply` of a synthesised stack against a simulated server.
 *
 * @param directory of the stack, such as `cdktf.out/stacks/NAME`
 * @param variables of the environment, such as `TF_VAR_identity_id`
 * @throws with Terraform's output when it fails
 */
export async function applyStack(
  directory: string,
  server: SimulatedServer,
  variables: Readonly<Record<string, string>> = {},
): Promise<void> {
  await init(directory, server, variables);
  await succeed(directory, ["apply", "-auto-approve", ...PLAIN], server, variables);
}

/** `terraform init` and `plan`, likewise. */
export async function planStack(
  directory: string,
  server: SimulatedServer,
  variables: Readonly<Record<string, string>> = {},
): Promise<StackPlan> {
  await init(directory, server, variables);
  const parameters = ["plan", "-detailed-exitcode", ...PLAIN];
  const { exitCode, stdout, stderr } = await terraform(directory, parameters, server, variables);
  if (exitCode !== 0 && exitCode !== 2) throw failure(parameters, exitCode, stdout, stderr);
  return { isEmpty: exitCode === 0, text: stdout };
}

/** `terraform destroy`, likewise. */
export async function destroyStack(
  directory: string,
  server: SimulatedServer,
  variables: Readonly<Record<string, string>> = {},
): Promise<void> {
  await succeed(directory, ["destroy", "-auto-approve", ...PLAIN], server, variables);
}

const PLAIN = ["-input=false", "-no-color"];

async function init(
  directory: string,
  server: SimulatedServer,
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  await succeed(directory, ["init", ...PLAIN], server, variables);
}

async function succeed(
  directory: string,
  parameters: readonly string[],
  server: SimulatedServer,
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  const { exitCode, stdout, stderr } = await terraform(directory, parameters, server, variables);
  if (exitCode !== 0) throw failure(parameters, exitCode, stdout, stderr);
}

interface Result {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function terraform(
  directory: string,
  parameters: readonly string[],
  server: SimulatedServer,
  variables: Readonly<Record<string, string>>,
): Promise<Result> {
  const { TERRAFORM_BINARY_NAME: binary = "terraform", ...inherited } = process.env;
  const options = {
    cwd: directory,
    env: { ...withoutInfisical(inherited), ...server.environment, ...variables, CHECKPOINT_DISABLE: "1" },
    maxBuffer: 256 * 1024 * 1024,
  };
  return new Promise((resolve, reject) => {
    execFile(binary, parameters, options, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : error.code;
      if (typeof exitCode === "number") resolve({ exitCode, stdout, stderr });
      else reject(new Error(`${binary} could not be run. ${error?.message ?? ""}`, { cause: error }));
    });
  });
}

/** Nothing of the developer's own environment may lead a test to a real server. */
function withoutInfisical(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("INFISICAL_")));
}

function failure(parameters: readonly string[], exitCode: number, stdout: string, stderr: string): Error {
  return new Error(`terraform ${parameters.join(" ")} ended with status ${exitCode}:\n${stdout}\n${stderr}`);
}
