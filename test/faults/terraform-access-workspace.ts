import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PROVIDER_ADDRESS } from "../../src/provider/address";
import type { Simulator } from "../../src/simulator/start-simulator";
import type { ObjectValue } from "../../src/terraform-plugin/value";
import { readDiagnostics } from "../support/terraform-diagnostic";
import { TerraformWorkspace } from "../support/terraform-workspace";
import type { AccessWorkspace, StoredValues } from "./access-workspace";
import type { Resources } from "./core/configuration";
import type { CommandOutcome } from "./core/terraform-core";

/** A stack in a folder, and the real terraform to run there. */
export class TerraformAccessWorkspace implements AccessWorkspace {
  #printed = "";

  constructor(
    private readonly simulator: Simulator,
    readonly folder: TerraformWorkspace,
  ) {}

  /** @param reattachProviders tells of a provider that is served already */
  static async open(simulator: Simulator, reattachProviders: string): Promise<TerraformAccessWorkspace> {
    const folder = await TerraformWorkspace.create({ TF_REATTACH_PROVIDERS: reattachProviders });
    return new TerraformAccessWorkspace(simulator, folder);
  }

  async declare(resources: Resources, settings: ObjectValue = {}): Promise<void> {
    const { clientId, clientSecret } = this.simulator.world.operator;
    await this.folder.write({
      terraform: { required_providers: { infisicalaccess: { source: PROVIDER_ADDRESS } } },
      provider: {
        infisicalaccess: {
          host: this.simulator.url,
          client_id: clientId,
          client_secret: "${var.client_secret}",
          ...settings,
        },
      },
      variable: { client_secret: { type: "string", sensitive: true, default: clientSecret } },
      ...(Object.keys(resources).length > 0 && { resource: resources }),
    });
  }

  plan(): Promise<CommandOutcome> {
    return this.run("plan", "-detailed-exitcode");
  }

  apply(): Promise<CommandOutcome> {
    return this.run("apply", "-auto-approve");
  }

  refresh(): Promise<CommandOutcome> {
    return this.run("apply", "-auto-approve", "-refresh-only");
  }

  async import(address: string, id: string): Promise<CommandOutcome> {
    const { exitCode, stdout, stderr } = await this.folder.run(
      "import",
      "-no-color",
      "-input=false",
      address,
      id,
    );
    this.#printed += stdout + stderr;
    const failure = { severity: "error", summary: "Import Failed", detail: stderr, address } as const;
    return { hasChanges: false, diagnostics: exitCode === 0 ? [] : [failure] };
  }

  async state(): Promise<StoredValues> {
    return this.folder.state();
  }

  async written(): Promise<string> {
    const state = await readFile(join(this.folder.directory, "terraform.tfstate"), "utf8").catch(() => "");
    return this.#printed + state;
  }

  close(): Promise<void> {
    return this.folder.remove();
  }

  private async run(command: string, ...parameters: string[]): Promise<CommandOutcome> {
    const { exitCode, stdout, stderr } = await this.folder.run(
      command,
      "-json",
      "-input=false",
      ...parameters,
    );
    this.#printed += stdout + stderr;
    const diagnostics = readDiagnostics(stdout);
    const isExplained = exitCode !== 1 || diagnostics.some(({ severity }) => severity === "error");
    if (!isExplained) throw new Error(`terraform ${command} ended with status 1:\n${stdout}\n${stderr}`);
    return { diagnostics, hasChanges: exitCode === 2 };
  }
}
