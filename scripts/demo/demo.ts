import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LoggedRequest } from "../../src/simulator/http/request-log";
import { CleanEnvironment } from "../../test/support/clean-environment";
import { Administrator } from "./administrator";
import * as paper from "./paper";
import { requestLines } from "./request-lines";
import { SimulatorProcess } from "../simulator-process";
import { type Edit, StackProject } from "./stack-project";
import { TerraformCommand } from "./terraform-command";
import { identityId, project, world, WORLD_FILE } from "./world";

/** The identities whose access the stack declares. */
export const IDENTITIES = ["checkout-service", "ledger-service", "release-pipeline", "engineer-on-call"];

/** A server, a project and Terraform that know only each other: nothing is inherited that could name another server. */
export class Demo {
  #requests = 0;

  private constructor(
    private readonly simulator: SimulatorProcess,
    readonly administrator: Administrator,
    readonly stack: StackProject,
    readonly terraform: TerraformCommand,
  ) {}

  /** Gives a demo to `use`, and leaves nothing behind: no process, no file. */
  static async run(use: (demo: Demo) => Promise<void>): Promise<void> {
    const environment = new CleanEnvironment();
    const directory = mkdtempSync(join(tmpdir(), "infisical-access-demo-"));
    const simulator = await SimulatorProcess.start(
      ["--world", WORLD_FILE, "--ip-allowlisting", "on"],
      environment.variables,
    );
    const cleanUp = () => {
      void simulator.stop();
      environment.remove();
      rmSync(directory, { recursive: true, force: true });
    };
    process.once("exit", cleanUp);
    try {
      const administrator = await Administrator.logIn(simulator);
      await simulator.takeRequests();
      const stack = new StackProject(directory, environment.variables);
      const variables = { ...environment.variables, ...terraformVariables(simulator.url) };
      const terraform = new TerraformCommand(stack.stackDirectory, variables);
      await use(new Demo(simulator, administrator, stack, terraform));
    } finally {
      process.removeListener("exit", cleanUp);
      cleanUp();
    }
  }

  get url(): string {
    return this.simulator.url;
  }

  /** Changes lines of the stack's code, shows them, and synthesises it. */
  editStack(edits: readonly Edit[]): void {
    paper.remark("Edited in main.ts:");
    for (const edit of edits) paper.changedLine(this.stack.edit(edit));
    this.synthesise();
  }

  synthesise(): void {
    paper.command("npx tsx main.ts    # what `cdktf synth` runs");
    this.stack.synthesise();
  }

  /** Prints what the simulator was asked since the last time, and gives it. */
  async showRequests(): Promise<LoggedRequest[]> {
    const requests = await this.takeRequests();
    paper.remark("Requests that the simulator answered:");
    paper.faint(requestLines(requests));
    return requests;
  }

  /** The same without printing, for requests that were shown otherwise. */
  async takeRequests(): Promise<LoggedRequest[]> {
    const requests = await this.simulator.takeRequests();
    this.#requests += requests.length;
    return requests;
  }

  /** How many requests there were since this was asked last. */
  async countRequests(): Promise<number> {
    await this.takeRequests();
    const count = this.#requests;
    this.#requests = 0;
    return count;
  }
}

function terraformVariables(url: string): NodeJS.ProcessEnv {
  return {
    INFISICAL_HOST: url,
    INFISICAL_UNIVERSAL_AUTH_CLIENT_ID: world.operator.clientId,
    INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET: world.operator.clientSecret,
    TF_VAR_project_slug: project.slug,
    TF_VAR_checkout_identity_id: identityId("checkout-service"),
    TF_VAR_ledger_identity_id: identityId("ledger-service"),
    TF_VAR_pipeline_identity_id: identityId("release-pipeline"),
    TF_VAR_engineer_identity_id: identityId("engineer-on-call"),
  };
}
