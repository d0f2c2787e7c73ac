import { rm } from "node:fs/promises";
import { join } from "node:path";
import { PROVIDER_ADDRESS } from "../../src/provider/address";
import { infisicalAccessProvider } from "../../src/provider/infisical-access-provider";
import { parsePlan } from "../../src/review/plan-document";
import type { Plan } from "../../src/review/read-plan";
import { type Simulator, startSimulator } from "../../src/simulator/start-simulator";
import type { ReleaseName } from "../../src/simulator/release/release";
import { type ReattachServer, serveReattach } from "../../src/terraform-plugin";
import { withoutForeignVariables } from "../support/foreign-variables";
import { TerraformWorkspace } from "../support/terraform-workspace";
import { OFFICIAL_ADDRESS, officialIdentities } from "./fixtures/official-identities";

/** What a stack declares: type → name → attributes. */
export type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** The time at which plans of tests were made, as far as a review is concerned: windows of the stacks start and end around it. */
export const MADE_AT = "2039-12-31T12:00:00Z";

/** Makes plans of stacks with the real terraform, our provider and a stand-in for the official one. */
export class StackPlanner {
  private constructor(
    readonly simulator: Simulator,
    readonly workspace: TerraformWorkspace,
    /** For whatever runs terraform in the workspace's folder. */
    readonly environment: NodeJS.ProcessEnv,
    private readonly providers: readonly ReattachServer[],
  ) {}

  static async start(release: ReleaseName): Promise<StackPlanner> {
    const simulator = await startSimulator({ release, rateLimit: false, ipAllowlisting: true });
    const ids = new Map(simulator.world.targets.map(({ name, identityId }) => [name, identityId]));
    const providers = [
      await serveReattach(infisicalAccessProvider("0.0.0-test")),
      await serveReattach(officialIdentities(ids)),
    ];
    const reattach = providers.map(({ reattachProviders }) => JSON.parse(reattachProviders) as object);
    const variables = { TF_REATTACH_PROVIDERS: JSON.stringify(Object.assign({}, ...reattach)) };
    const workspace = await TerraformWorkspace.create(variables);
    return new StackPlanner(simulator, workspace, { ...withoutForeignVariables(), ...variables }, providers);
  }

  /** Declares resources, and blocks beside them. */
  async declare(resources: Resources, blocks: object = {}): Promise<void> {
    const { clientId, clientSecret } = this.simulator.world.operator;
    await this.workspace.write({
      terraform: {
        required_providers: {
          infisicalaccess: { source: PROVIDER_ADDRESS },
          infisical: { source: OFFICIAL_ADDRESS },
        },
      },
      provider: {
        infisicalaccess: { host: this.simulator.url, client_id: clientId, client_secret: clientSecret },
      },
      ...(Object.keys(resources).length > 0 && { resource: resources }),
      ...blocks,
    });
  }

  /** The plan of what is declared, dated {@link MADE_AT} and named as if it were a file. */
  async plan(source = "plan.json", ...parameters: string[]): Promise<Plan> {
    const { json } = await this.workspace.plan(...parameters);
    const text = JSON.stringify({ ...json, timestamp: MADE_AT });
    return { source, document: parsePlan(text, source), constructPaths: new Map() };
  }

  /** Forgets the state and empties the server. */
  async reset(): Promise<void> {
    const { store, world } = this.simulator;
    for (const row of store.allPrivileges()) store.deletePrivilege(row.id);
    for (const { identityId } of world.targets) {
      if (store.universalAuth(identityId) !== undefined) store.detachUniversalAuth(identityId);
    }
    await this.forgetState();
  }

  async forgetState(): Promise<void> {
    for (const file of ["terraform.tfstate", "terraform.tfstate.backup"]) {
      await rm(join(this.workspace.directory, file), { force: true });
    }
  }

  async close(): Promise<void> {
    for (const provider of this.providers) await provider.close();
    await this.simulator.close();
    await this.workspace.remove();
  }
}
