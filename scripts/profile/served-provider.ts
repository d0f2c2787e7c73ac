import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { bundle } from "../bundle";
import type { CpuProfile } from "./cpu-profile";

const MAIN = join(__dirname, "../../src/provider/main.ts");

/**
 * The provider under V8's profiler, served to the Terraform commands that `use` runs with the variables that it is given. It is bundled without being
 * minified, so that esbuild's comments say from which file each line comes.
 */
export async function profiled(
  environment: NodeJS.ProcessEnv,
  use: (variables: Readonly<Record<string, string>>) => Promise<void>,
): Promise<{ readonly profile: CpuProfile; readonly code: string }> {
  const directory = mkdtempSync(join(tmpdir(), "infisical-access-profile-"));
  const file = join(directory, "provider.cjs");
  try {
    const { code } = await bundle(MAIN, "0.0.0-profile", false);
    writeFileSync(file, code);
    const child = spawn(process.execPath, ["--cpu-prof", `--cpu-prof-dir=${directory}`, file, "--debug"], {
      env: environment,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(child, "exit");
    try {
      await use({ TF_REATTACH_PROVIDERS: await reattachProviders(child.stdout) });
    } finally {
      child.kill("SIGINT");
      await ended;
    }
    const [name = ""] = readdirSync(directory).filter((entry) => entry.endsWith(".cpuprofile"));
    return { profile: JSON.parse(readFileSync(join(directory, name), "utf8")) as CpuProfile, code };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function reattachProviders(stdout: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stdout })) {
    const [, variable] = /^TF_REATTACH_PROVIDERS='(.*)'$/.exec(line) ?? [];
    if (variable !== undefined) return variable;
  }
  throw new Error("The provider ended before it served.");
}
