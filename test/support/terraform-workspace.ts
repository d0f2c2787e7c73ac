import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CleanEnvironment } from "./clean-environment";
import { type CommandResult, RunningCommand } from "./running-command";
import { terraformBinary } from "./terraform";
import { readDiagnostics, type TerraformDiagnostic } from "./terraform-diagnostic";
import type { TerraformPlan } from "./terraform-plan";

/**
 * A folder with a configuration in it, and the real terraform to run there. Commands run beside the test, not in its way, so that a provider and a
 * server in the test's own process can answer them.
 */
export class TerraformWorkspace {
  private constructor(
    readonly directory: string,
    private readonly environment: CleanEnvironment,
  ) {}

  /** @param directory an existing one, such as a synthesised stack's; by default a new one */
  static async create(
    variables: Readonly<Record<string, string>> = {},
    directory?: string,
  ): Promise<TerraformWorkspace> {
    return new TerraformWorkspace(
      directory ?? (await mkdtemp(join(tmpdir(), "infisical-access-"))),
      new CleanEnvironment(variables),
    );
  }

  /** Replaces the configuration: JSON syntax, as CDKTF writes it. */
  async write(configuration: object): Promise<void> {
    await writeFile(join(this.directory, "cdk.tf.json"), JSON.stringify(configuration, null, 2));
  }

  run(...parameters: string[]): Promise<CommandResult> {
    return this.start(parameters).ended;
  }

  /** Starts a command, for who wants to interrupt it. As leader of a process group of its own it can be interrupted as Ctrl-C in a terminal does. */
  start(parameters: readonly string[], { leadsGroup = false } = {}): RunningCommand {
    const child = spawn(terraformBinary(), parameters, {
      cwd: this.directory,
      env: this.environment.variables,
      detached: leadsGroup,
      stdio: ["ignore", "pipe", "pipe"],
    });
    return new RunningCommand(child);
  }

  /** Like `run`, for a command that has to succeed. */
  async succeed(...parameters: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await this.run(...parameters);
    if (exitCode !== 0) {
      throw new Error(
        `terraform ${parameters.join(" ")} ended with status ${exitCode}:\n${stdout}\n${stderr}`,
      );
    }
    return stdout;
  }

  async apply(): Promise<string> {
    return this.succeed("apply", "-auto-approve", "-no-color", "-input=false");
  }

  async destroy(): Promise<string> {
    return this.succeed("destroy", "-auto-approve", "-no-color", "-input=false");
  }

  /** Plans, and gives what `terraform show -json` says of it beside what the user sees. */
  async plan(...parameters: string[]): Promise<TerraformPlan> {
    const result = await this.run(
      "plan",
      "-no-color",
      "-input=false",
      "-detailed-exitcode",
      "-out=plan.bin",
      ...parameters,
    );
    if (result.exitCode === 1) throw new Error(`terraform plan failed:\n${result.stdout}\n${result.stderr}`);
    const json = JSON.parse(await this.succeed("show", "-json", "plan.bin")) as TerraformPlan["json"];
    return { text: result.stdout, hasChanges: result.exitCode === 2, json };
  }

  /** Runs a command with `-json`: its exit status, and its warnings and errors one by one. */
  async diagnose(
    command: "plan" | "apply" | "destroy",
    ...parameters: string[]
  ): Promise<{ exitCode: number; diagnostics: TerraformDiagnostic[] }> {
    const { exitCode, stdout, stderr } = await this.run(command, "-json", "-input=false", ...parameters);
    if (stderr !== "") throw new Error(`terraform ${command} printed to stderr:\n${stderr}`);
    return { exitCode, diagnostics: readDiagnostics(stdout) };
  }

  async state(): Promise<Record<string, Record<string, unknown>>> {
    const json = JSON.parse(await this.succeed("show", "-json")) as {
      values?: { root_module?: { resources?: { address: string; values: Record<string, unknown> }[] } };
    };
    const resources = json.values?.root_module?.resources ?? [];
    return Object.fromEntries(resources.map(({ address, values }) => [address, values]));
  }

  /** Leaves in the state what Terraform keeps of a resource whose provider was killed while it updated it: the values, and no private data. */
  async dropPrivateState(): Promise<void> {
    const file = join(this.directory, "terraform.tfstate");
    const state = JSON.parse(await readFile(file, "utf8")) as {
      resources: { instances: { private?: string }[] }[];
    };
    for (const instance of state.resources.flatMap(({ instances }) => instances)) delete instance.private;
    await writeFile(file, JSON.stringify(state));
  }

  async remove(): Promise<void> {
    this.environment.remove();
    await rm(this.directory, { recursive: true, force: true });
  }
}
