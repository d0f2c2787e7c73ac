import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { installProvider } from "../../src/installation/install-provider";
import { readProviderPackage } from "../../src/installation/provider-package";
import { TerraformWorkspace } from "../../test/support/terraform-workspace";

export interface Run {
  readonly seconds: number;
  readonly stderr: string;
}

/** A folder with a configuration, and Terraform to run there. The built provider lies in it as it lies in a user's stack. */
export class TerraformFolder {
  private constructor(private readonly workspace: TerraformWorkspace) {}

  static async create(
    configuration: object,
    { state, variables = {} }: { state?: object; variables?: Readonly<Record<string, string>> } = {},
  ): Promise<TerraformFolder> {
    const workspace = await TerraformWorkspace.create(variables);
    installProvider(readProviderPackage(), workspace.directory);
    await workspace.write(configuration);
    if (state) writeFileSync(join(workspace.directory, "terraform.tfstate"), JSON.stringify(state));
    await workspace.succeed("init", "-input=false", "-no-color");
    return new TerraformFolder(workspace);
  }

  /** @throws when the plan has changes: then something else was measured than what was meant */
  async planWithoutChanges(): Promise<Run> {
    return this.#time(["plan", "-input=false", "-no-color", "-detailed-exitcode"]);
  }

  async apply(): Promise<Run> {
    return this.#time(["apply", "-input=false", "-no-color", "-auto-approve"]);
  }

  async remove(): Promise<void> {
    await this.workspace.remove();
  }

  async #time(parameters: readonly string[]): Promise<Run> {
    const start = performance.now();
    const { exitCode, stdout, stderr } = await this.workspace.run(...parameters);
    const seconds = (performance.now() - start) / 1000;
    if (exitCode !== 0) {
      throw new Error(
        `terraform ${parameters.join(" ")} ended with ${exitCode}:\n${stdout}\n${stderr}`.slice(0, 10_000),
      );
    }
    return { seconds, stderr };
  }
}
