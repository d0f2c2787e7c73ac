import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "../../scripts/bundle";
import { type CommandResult, RunningCommand } from "../support/running-command";

const REPOSITORY = join(__dirname, "../..");

let built: Promise<string> | undefined;
let directory: string | undefined;
afterAll(() => {
  if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
});

/** Runs `infisical-access`, bundled of the source as it is now, to its end, with nothing in its environment but what is given. */
export async function infisicalAccess(
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv,
  workingDirectory: string = REPOSITORY,
): Promise<CommandResult> {
  built ??= build();
  const program = await built;
  const options = { cwd: workingDirectory, env: { ...environment, NO_COLOR: "1" }, timeout: 60_000 };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...parameters], options, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}

/** Runs it with an output that nobody reads any more, as behind `| head`. */
export async function infisicalAccessUnread(parameters: readonly string[]): Promise<CommandResult> {
  built ??= build();
  const child = spawn(process.execPath, [await built, ...parameters], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  return new RunningCommand(child).ended;
}

/** Two levels below the repository, as dist/cli is: the command looks for dist/provider from there. */
async function build(): Promise<string> {
  mkdirSync(join(REPOSITORY, "tmp"), { recursive: true });
  directory = mkdtempSync(join(REPOSITORY, "tmp/cli-"));
  const program = join(directory, "infisical-access.cjs");
  const { code } = await bundle(join(REPOSITORY, "src/cli/main.ts"), "0.0.1");
  writeFileSync(program, code);
  return program;
}
