import { ProviderUnderTest } from "../acceptance/provider-under-test";
import type { ReleaseName } from "../../src/simulator/release/release";
import type { Simulator } from "../../src/simulator/start-simulator";
import type { ResourceChange, TerraformPlan } from "../support/terraform-plan";
import type { MatrixResource } from "./matrix-resource";
import type { TerraformDiagnostic } from "../support/terraform-diagnostic";

/** What Terraform says of the resource of one row. */
export interface ResourcePlan {
  readonly change: ResourceChange | undefined;
  /** What the refresh found changed, before anything is planned. */
  readonly drift: ResourceChange | undefined;
  readonly diagnostics: readonly TerraformDiagnostic[];
}

/** The resources of all rows of a matrix in one stack, each on an identity of its own, and the real terraform. */
export class MatrixStack {
  private constructor(
    private readonly test: ProviderUnderTest,
    private readonly resources: readonly MatrixResource[],
  ) {}

  static async start(
    release: ReleaseName,
    resourcesOn: (simulator: Simulator) => readonly MatrixResource[],
  ): Promise<MatrixStack> {
    const test = await ProviderUnderTest.start({ release, ipAllowlisting: true });
    return new MatrixStack(test, resourcesOn(test.simulator));
  }

  /** Replaces the configuration by what `declared` gives for each resource, in their order. */
  async declare(declared: readonly (object | undefined)[]): Promise<void> {
    const byType: Record<string, Record<string, object>> = {};
    this.resources.forEach((resource, index) => {
      (byType[resource.type] ??= {})[resource.name] = resource.attributes(declared[index]);
    });
    await this.test.write(byType);
  }

  async changeOutside(): Promise<void> {
    for (const resource of this.resources) await resource.changeOutside();
  }

  /** What the server holds of each resource, in their order. */
  onServer(): string[] {
    return this.resources.map((resource) => resource.onServer());
  }

  /** Plans into a file; what Terraform says, in the order of the resources. */
  async plan(): Promise<ResourcePlan[]> {
    const diagnostics = await this.#run("plan", "-out=plan.bin");
    // After an error the file holds what was planned besides; only applying it is refused.
    const { resource_changes: changes = [], resource_drift: drift = [] } = await this.#show();
    return this.resources.map(({ address }) => ({
      change: changes.find((change) => change.address === address),
      drift: drift.find((change) => change.address === address),
      diagnostics: diagnostics.filter((diagnostic) => diagnostic.address === address),
    }));
  }

  /** Applies the last plan; the diagnostics of each resource, in their order. */
  async applyPlan(): Promise<TerraformDiagnostic[][]> {
    const diagnostics = await this.#run("apply", "plan.bin");
    return this.resources.map(({ address }) =>
      diagnostics.filter((diagnostic) => diagnostic.address === address),
    );
  }

  /** Plans and applies what was never applied, and fails with the first error. */
  async create(): Promise<void> {
    const diagnostics = await this.#run("apply", "-auto-approve");
    const error = diagnostics.find(({ severity }) => severity === "error");
    if (error) throw new Error(`${error.address ?? ""}: ${error.summary}\n${error.detail}`);
  }

  /** Refreshes the state as far as that is possible; whether each resource is still in it afterwards, in their order. */
  async refresh(): Promise<boolean[]> {
    await this.#run("apply", "-refresh-only", "-auto-approve");
    const state = await this.test.workspace.state();
    return this.resources.map(({ address }) => address in state);
  }

  close(): Promise<void> {
    return this.test.close();
  }

  async #run(command: "plan" | "apply", ...parameters: string[]): Promise<TerraformDiagnostic[]> {
    const { diagnostics } = await this.test.workspace.diagnose(command, ...parameters);
    const stray = diagnostics.find(
      ({ address }) => !this.resources.some((known) => known.address === address),
    );
    if (stray)
      throw new Error(
        `terraform ${command}, at ${stray.address ?? "no resource"}: ${stray.summary}\n${stray.detail}`,
      );
    return diagnostics;
  }

  async #show(): Promise<TerraformPlan["json"]> {
    return JSON.parse(
      await this.test.workspace.succeed("show", "-json", "plan.bin"),
    ) as TerraformPlan["json"];
  }
}
