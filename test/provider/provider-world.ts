import { infisicalAccessProvider } from "../../src/provider/infisical-access-provider";
import type { ReleaseName } from "../../src/simulator/release/release";
import { startSimulator, type Simulator } from "../../src/simulator/start-simulator";
import { servedProvider, type ServedProvider } from "../terraform-plugin/support/served-provider";
import { whole, wire } from "../terraform-plugin/support/plugin-client";
import { Core } from "./core";

/** A server and a configured provider, with Terraform's part of the protocol played by the test. */
export class ProviderWorld {
  private constructor(
    readonly simulator: Simulator,
    private readonly served: ServedProvider,
    readonly core: Core,
  ) {}

  static async start(release: ReleaseName, typeName: string): Promise<ProviderWorld> {
    const simulator = await startSimulator({ release, rateLimit: false, ipAllowlisting: true });
    const provider = infisicalAccessProvider("0.0.0-test");
    const served = await servedProvider(provider);
    const { clientId, clientSecret } = simulator.world.operator;
    const config = { host: simulator.url, client_id: clientId, client_secret: clientSecret };
    await served.client.call("configureProvider", {
      config: wire(provider.schema, whole(provider.schema, config)),
      terraformVersion: "1.11.4",
    });
    const resource = provider.resources.find((candidate) => candidate.typeName === typeName);
    if (!resource) throw new Error(`the provider has no ${typeName}`);
    return new ProviderWorld(simulator, served, new Core(served.client, typeName, resource.schema));
  }

  async close(): Promise<void> {
    await this.served.close();
    await this.simulator.close();
  }
}
