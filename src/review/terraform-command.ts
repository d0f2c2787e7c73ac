import { execFile, spawnSync } from "node:child_process";

export interface TerraformResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How Terraform is called: `TERRAFORM_BINARY_NAME`, which the cdktf command reads too, else terraform, else tofu, where one is on the PATH. */
export function terraformBinary(environment: NodeJS.ProcessEnv): string {
  const named = environment.TERRAFORM_BINARY_NAME;
  if (named !== undefined && named !== "") return named;
  return isOnPath("terraform", environment) || !isOnPath("tofu", environment) ? "terraform" : "tofu";
}

/**
 * Runs Terraform in a folder to its end.
 *
 * @throws Error when there is no Terraform to run
 */
export function runTerraform(
  directory: string,
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<TerraformResult> {
  const binary = terraformBinary(environment);
  const options = {
    cwd: directory,
    env: { ...environment, TF_IN_AUTOMATION: "1" },
    maxBuffer: 1024 ** 3,
  };
  return new Promise((resolve, reject) => {
    execFile(binary, parameters, options, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : error.code;
      if (typeof exitCode === "number") resolve({ exitCode, stdout, stderr });
      else reject(new Error(`${binary} could not be run: ${error?.message ?? ""}`, { cause: error }));
    });
  });
}

function isOnPath(binary: string, environment: NodeJS.ProcessEnv): boolean {
  return spawnSync(binary, ["version"], { env: environment, stdio: "ignore" }).error === undefined;
}
