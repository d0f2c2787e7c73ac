import { infisicalAccessProvider } from "../../src/provider/infisical-access-provider";
import { PROVIDER_ADDRESS } from "../../src/provider/address";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../src/simulator/start-simulator";
import { serveReattach, type ReattachServer } from "../../src/terraform-plugin";
import { installProvider } from "../../src/installation/install-provider";
import { builtProvider } from "../support/built-provider";
import { TerraformWorkspace } from "../support/terraform-workspace";

/** A server, the provider in this process, and the real terraform in a folder of its own that talks to both. */
export class ProviderUnderTest {
  #isInitialised: boolean;

  private constructor(
    readonly simulator: Simulator,
    readonly workspace: TerraformWorkspace,
    private readonly provider: ReattachServer | undefined,
    private readonly ownsSimulator = true,
  ) {
    this.#isInitialised = provider !== undefined;
  }

  static async start(options: SimulatorOptions = {}): Promise<ProviderUnderTest> {
    return ProviderUnderTest.#serve(await startSimulator({ rateLimit: false, ...options }), true);
  }

  /** Another folder, with a terraform and a provider of its own, on the same server. */
  static startBeside({ simulator }: ProviderUnderTest): Promise<ProviderUnderTest> {
    return ProviderUnderTest.#serve(simulator, false);
  }

  static async #serve(simulator: Simulator, ownsSimulator: boolean): Promise<ProviderUnderTest> {
    const provider = await serveReattach(infisicalAccessProvider("0.0.0-test"));
    const workspace = await TerraformWorkspace.create({ TF_REATTACH_PROVIDERS: provider.reattachProviders });
    return new ProviderUnderTest(simulator, workspace, provider, ownsSimulator);
  }

  /** The same with the built provider installed into the folder: Terraform starts it as often as it likes, in processes of its own. */
  static async startLaunched(options: SimulatorOptions = {}): Promise<ProviderUnderTest> {
    const simulator = await startSimulator({ rateLimit: false, ...options });
    const workspace = await TerraformWorkspace.create();
    installProvider(await builtProvider(), workspace.directory);
    return new ProviderUnderTest(simulator, workspace, undefined);
  }

  /** Replaces the configuration by these resources: type → name → attributes. */
  async write(resources: object, more: object = {}): Promise<void> {
    const { clientId, clientSecret } = this.simulator.world.operator;
    await this.workspace.write({
      terraform: { required_providers: { infisicalaccess: { source: PROVIDER_ADDRESS } } },
      provider: {
        infisicalaccess: { host: this.simulator.url, client_id: clientId, client_secret: clientSecret },
      },
      ...(Object.keys(resources).length > 0 && { resource: resources }),
      ...more,
    });
    if (!this.#isInitialised) await this.workspace.succeed("init", "-input=false", "-no-color");
    this.#isInitialised = true;
  }

  async close(): Promise<void> {
    await this.provider?.close();
    if (this.ownsSimulator) await this.simulator.close();
    await this.workspace.remove();
  }
}
