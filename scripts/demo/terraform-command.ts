import { execFile } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { terraformBinary } from "../../test/support/terraform";
import type { ResourceChange, TerraformPlan } from "../../test/support/terraform-plan";
import { command, isColoured } from "./paper";

export interface TerraformRun {
  readonly status: number;
  /** As the user sees it, colours included. */
  readonly output: string;
}

export type State = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const COLOURS = isColoured ? [] : ["-no-color"];
const PLAN_FILE = "plan.bin";

/** The real Terraform in the stack's folder. */
export class TerraformCommand {
  constructor(
    private readonly directory: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  async initialise(): Promise<void> {
    command("terraform init");
    this.#demand(await this.#run(["init", "-input=false", ...COLOURS]), "init");
  }

  /** Status 0: nothing to do. 1: an error. 2: changes, which the next `apply` makes. */
  async plan(): Promise<TerraformRun> {
    command("terraform plan -detailed-exitcode -out=plan.bin");
    return this.#run(["plan", "-input=false", "-detailed-exitcode", `-out=${PLAN_FILE}`, ...COLOURS]);
  }

  /** What the last plan would do, without what stays as it is. */
  async plannedChanges(): Promise<ResourceChange[]> {
    const { output } = await this.#run(["show", "-json", PLAN_FILE]);
    const { resource_changes = [] } = JSON.parse(output) as TerraformPlan["json"];
    return resource_changes.filter(({ change }) => change.actions.join() !== "no-op");
  }

  async apply(): Promise<TerraformRun> {
    command("terraform apply plan.bin");
    return this.#run(["apply", "-input=false", ...COLOURS, PLAN_FILE]);
  }

  async planAndApply(): Promise<TerraformRun> {
    command("terraform apply -auto-approve");
    return this.#run(["apply", "-input=false", "-auto-approve", ...COLOURS]);
  }

  async destroy(): Promise<TerraformRun> {
    command("terraform destroy -auto-approve");
    return this.#run(["destroy", "-input=false", "-auto-approve", ...COLOURS]);
  }

  /** The attributes of everything in state, by address. */
  async state(): Promise<State> {
    const { output } = await this.#run(["show", "-json"]);
    const { values } = JSON.parse(output) as {
      values?: { root_module?: { resources?: { address: string; values: Record<string, unknown> }[] } };
    };
    return Object.fromEntries(
      (values?.root_module?.resources ?? []).map((resource) => [resource.address, resource.values]),
    );
  }

  #run(parameters: readonly string[]): Promise<TerraformRun> {
    const options = { cwd: this.directory, env: this.environment, maxBuffer: 64 * 1024 * 1024 };
    return new Promise((resolve) => {
      execFile(terraformBinary(), parameters, options, (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr });
      });
    });
  }

  #demand({ status, output }: TerraformRun, what: string): void {
    if (status !== 0) throw new Error(`terraform ${what} failed:\n${stripVTControlCharacters(output)}`);
  }
}
