import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const REPOSITORY = resolve(__dirname, "../..");
const STACK = "shop-access";

/** A piece of code, and what takes its place. */
export interface Edit {
  readonly before: string;
  readonly after: string;
}

export interface ChangedLine {
  /** Counts from 1. */
  readonly number: number;
  readonly before: string;
  readonly after: string;
}

/** A project like a user's, in a folder of its own: the stack of examples/demo, and the built package beside cdktf in node_modules. */
export class StackProject {
  readonly stackDirectory: string;

  constructor(
    private readonly directory: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {
    this.stackDirectory = join(directory, "cdktf.out", "stacks", STACK);
    copyFileSync(join(REPOSITORY, "examples/demo/main.ts"), this.#code);
    mkdirSync(join(directory, "node_modules"));
    symlinkSync(REPOSITORY, join(directory, "node_modules", "cdktf-infisical-access"));
    for (const name of ["cdktf", "constructs"]) {
      symlinkSync(join(REPOSITORY, "node_modules", name), join(directory, "node_modules", name));
    }
  }

  /** @throws when a piece of code is not there exactly once */
  edit({ before, after }: Edit): ChangedLine {
    const lines = readFileSync(this.#code, "utf8").split("\n");
    const [index, ...others] = lines.flatMap((line, at) => (line.includes(before) ? [at] : []));
    if (index === undefined || others.length > 0) throw new Error(`The stack does not hold ${before} once.`);
    const line = lines[index] ?? "";
    lines[index] = line.replace(before, () => after);
    writeFileSync(this.#code, lines.join("\n"));
    return { number: index + 1, before: line.trim(), after: lines[index].trim() };
  }

  /**
   * Synthesises the stack.
   *
   * @throws when it names a server or credentials: Terraform would talk to that one
   */
  synthesise(): void {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(REPOSITORY, "node_modules/tsx/dist/cli.mjs"), "main.ts"],
      { cwd: this.directory, env: this.environment, encoding: "utf8" },
    );
    if (status !== 0) throw new Error(`The stack cannot be synthesised:\n${stdout}${stderr}`);
    const { provider } = JSON.parse(readFileSync(join(this.stackDirectory, "cdk.tf.json"), "utf8")) as {
      provider: { infisicalaccess: object[] };
    };
    if (provider.infisicalaccess.some((block) => Object.keys(block).length > 0)) {
      throw new Error("The stack configures its provider, but the demo talks to its simulator alone.");
    }
  }

  get #code(): string {
    return join(this.directory, "main.ts");
  }
}
