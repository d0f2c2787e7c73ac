import { infisicalAccessProvider } from "../../src/provider/infisical-access-provider";
import type { Simulator } from "../../src/simulator/start-simulator";
import type { Logger, LogFields } from "../../src/terraform-plugin";
import type { ObjectValue } from "../../src/terraform-plugin/value";
import { servedProvider } from "../terraform-plugin/support/served-provider";
import type { AccessWorkspace, StoredValues } from "./access-workspace";
import type { Configuration, Resources } from "./core/configuration";
import { type CommandOutcome, TerraformCore } from "./core/terraform-core";

/** A stack whose Terraform is the test itself, by the plugin protocol. */
export class CoreWorkspace implements AccessWorkspace {
  #configuration: Configuration;
  #printed = "";

  private constructor(
    readonly core: TerraformCore,
    private readonly provider: ObjectValue,
    private readonly log: readonly string[],
  ) {
    this.#configuration = { provider, resources: {} };
  }

  static async open(simulator: Simulator): Promise<CoreWorkspace> {
    const log: string[] = [];
    const provider = infisicalAccessProvider("0.0.0-test");
    const core = await TerraformCore.start(
      provider,
      await servedProvider(provider, { logger: loggerTo(log) }),
    );
    const { clientId, clientSecret } = simulator.world.operator;
    const block = { host: simulator.url, client_id: clientId, client_secret: clientSecret };
    return new CoreWorkspace(core, block, log);
  }

  async declare(resources: Resources, settings: ObjectValue = {}): Promise<void> {
    this.#configuration = { provider: { ...this.provider, ...settings }, resources };
  }

  plan(): Promise<CommandOutcome> {
    return this.#printing(this.core.plan(this.#configuration));
  }

  apply(): Promise<CommandOutcome> {
    return this.#printing(this.core.apply(this.#configuration));
  }

  refresh(): Promise<CommandOutcome> {
    return this.#printing(this.core.refresh(this.#configuration));
  }

  import(address: string, id: string): Promise<CommandOutcome> {
    return this.#printing(this.core.import(this.#configuration, address, id));
  }

  async state(): Promise<StoredValues> {
    return this.core.state;
  }

  async written(): Promise<string> {
    return [this.core.storedText, this.#printed, ...this.log].join("\n");
  }

  close(): Promise<void> {
    return this.core.close();
  }

  async #printing(command: Promise<CommandOutcome>): Promise<CommandOutcome> {
    const outcome = await command;
    this.#printed += JSON.stringify(outcome.diagnostics);
    return outcome;
  }
}

function loggerTo(lines: string[]): Logger {
  const log = (message: string, fields?: LogFields): void =>
    void lines.push(`${message} ${JSON.stringify(fields ?? {})}`);
  return { trace: log, debug: log, info: log, warn: log, error: log };
}
