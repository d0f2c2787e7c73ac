import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { TerraformWorkspace } from "./terraform-workspace";

const STACK = "access";

/** The folder of a stack as `cdktf synth` leaves it, synthesised as often as one likes, and the real terraform to run there. */
export class SynthesisedStack {
  private constructor(
    /** The whole output, with the stack's folder in it. */
    readonly outdir: string,
    readonly workspace: TerraformWorkspace,
  ) {}

  /** @param variables of the environment in which Terraform runs */
  static async create(variables: Readonly<Record<string, string>> = {}): Promise<SynthesisedStack> {
    const outdir = mkdtempSync(join(tmpdir(), "infisical-access-app-"));
    const directory = join(outdir, "stacks", STACK);
    mkdirSync(directory, { recursive: true });
    return new SynthesisedStack(outdir, await TerraformWorkspace.create(variables, directory));
  }

  get directory(): string {
    return this.workspace.directory;
  }

  /** Synthesises a stack in place of the one before. */
  synthesise(define: (stack: TerraformStack) => void): void {
    const app = new App({ outdir: this.outdir });
    const stack = new TerraformStack(app, STACK);
    new LocalBackend(stack, { path: "terraform.tfstate" });
    define(stack);
    app.synth();
  }

  async remove(): Promise<void> {
    await this.workspace.remove();
    rmSync(this.outdir, { recursive: true, force: true });
  }
}
