import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { installProvider } from "../../../src/installation/install-provider";
import type { ReleaseName } from "../../../src/simulator/release/release";
import { startSimulator, type Simulator } from "../../../src/simulator/start-simulator";
import { builtProvider } from "../../support/built-provider";
import { TerraformWorkspace } from "../../support/terraform-workspace";
import { accessStack, placeOn } from "../access-stack";
import { errorsOf, inWords } from "../access-workspace";
import { prepareServer } from "../reference-run";
import { TerraformAccessWorkspace } from "../terraform-access-workspace";

const SERVER = "server.json";

/**
 * A folder in which the built provider is installed and the stack is applied, beside the server's data. Each run gets a copy of both, so that it
 * takes one apply less.
 */
export class KillStage {
  private constructor(
    private readonly release: ReleaseName,
    private readonly folder: TerraformWorkspace,
  ) {}

  static async build(release: ReleaseName): Promise<KillStage> {
    const folder = await TerraformWorkspace.create();
    installProvider(await builtProvider(), folder.directory);
    const stage = new KillStage(release, folder);
    const simulator = await stage.#startServer(folder.directory);
    prepareServer(simulator);
    const workspace = new TerraformAccessWorkspace(simulator, folder);
    await workspace.declare(accessStack(placeOn(simulator)));
    await folder.succeed("init", "-input=false", "-no-color");
    const errors = errorsOf(await workspace.apply());
    await simulator.close();
    if (errors.length > 0) throw new Error(inWords(errors));
    return stage;
  }

  /** @param applied whether the stack is applied already, or only initialised */
  async open(applied: boolean): Promise<{ simulator: Simulator; workspace: TerraformAccessWorkspace }> {
    const folder = await TerraformWorkspace.create();
    const { directory } = folder;
    await cp(this.folder.directory, directory, { recursive: true, verbatimSymlinks: true });
    if (!applied) {
      await rm(join(directory, "terraform.tfstate"));
      await rm(join(directory, SERVER));
    }
    const simulator = await this.#startServer(directory);
    if (!applied) prepareServer(simulator);
    return { simulator, workspace: new TerraformAccessWorkspace(simulator, folder) };
  }

  remove(): Promise<void> {
    return this.folder.remove();
  }

  #startServer(directory: string): Promise<Simulator> {
    return startSimulator({
      release: this.release,
      rateLimit: false,
      stateFile: join(directory, SERVER),
    });
  }
}
