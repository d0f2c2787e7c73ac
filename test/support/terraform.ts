import { spawnSync } from "node:child_process";
import type { CleanEnvironment } from "./clean-environment";
import { withoutForeignVariables } from "./foreign-variables";

export interface TerraformRun {
  readonly status: number | null;
  readonly stdout: string;
  /** Both streams in one, for what a user would see. */
  readonly output: string;
}

/** The binary that the tests drive: `TERRAFORM_BINARY_NAME`, else `terraform`, else `tofu` on the PATH. */
export const TERRAFORM = [process.env.TERRAFORM_BINARY_NAME, "terraform", "tofu"].find(
  (name) => name !== undefined && name !== "" && isInstalled(name),
);

function isInstalled(name: string): boolean {
  // Even `terraform version` asks HashiCorp's server for news, through whatever proxy is set.
  const env = { ...withoutForeignVariables(), CHECKPOINT_DISABLE: "1" };
  return spawnSync(name, ["version"], { stdio: "ignore", env }).error === undefined;
}

export function terraformBinary(): string {
  if (TERRAFORM !== undefined) return TERRAFORM;
  throw new Error(
    'The tests and the demo drive the real Terraform, and there is neither terraform nor tofu on the PATH: install one with "brew install hashicorp/tap/terraform" or as https://developer.hashicorp.com/terraform/install says.',
  );
}

/** Runs Terraform in a directory and waits for its end, whatever its exit status. */
export function terraform(
  directory: string,
  args: readonly string[],
  environment: CleanEnvironment,
  input = "",
): TerraformRun {
  const { status, stdout, stderr, error } = spawnSync(terraformBinary(), args, {
    cwd: directory,
    env: environment.variables,
    encoding: "utf8",
    input,
    timeout: 60_000,
  });
  if (error !== undefined) throw error;
  return { status, stdout, output: stdout + stderr };
}
