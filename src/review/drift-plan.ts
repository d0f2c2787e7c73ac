import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConstructPaths } from "./construct-paths";
import { parsePlan } from "./plan-document";
import type { Plan } from "./read-plan";
import { runTerraform } from "./terraform-command";
import { UnreadableInput } from "./unreadable-input";

/**
 * What has happened outside Terraform to the resources of a stack: a refresh-only plan, made in the stack's folder. It changes neither state nor server.
 *
 * @throws UnreadableInput when Terraform cannot plan there
 */
export async function planDrift(directory: string, environment: NodeJS.ProcessEnv): Promise<Plan> {
  const isFolder = await stat(directory).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new UnreadableInput(directory, "is not the folder of a stack.");
  // The plan holds the state, which holds what it manages in plain text.
  const temporary = await mkdtemp(join(tmpdir(), "infisical-access-drift-"));
  const file = join(temporary, "plan");
  try {
    const run = async (...parameters: string[]): Promise<string> => {
      const { exitCode, stdout, stderr } = await runTerraform(directory, parameters, environment);
      if (exitCode === 0) return stdout;
      throw new UnreadableInput(
        directory,
        `could not be planned: \`terraform ${parameters[0]}\` ended with status ${exitCode}. ${oneLine(stderr)}`,
      );
    };
    // A deployment may be under way.
    await run("plan", "-refresh-only", "-lock-timeout=1m", "-input=false", "-no-color", `-out=${file}`);
    const document = parsePlan(await run("show", "-json", file), directory);
    return { source: directory, document, constructPaths: await readConstructPaths(directory) };
  } catch (error) {
    if (error instanceof UnreadableInput) throw error;
    throw new UnreadableInput(directory, `could not be planned: ${(error as Error).message}.`, {
      cause: error,
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Terraform draws a frame around its errors, prints warnings before them, and quotes the configuration, where somebody may have left a secret. */
function oneLine(text: string): string {
  const line = text
    .split("\n")
    .filter((quoted) => !/^[│\s]*\d+: /.test(quoted))
    .join(" ")
    .replace(/[╷│╵]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return line.slice(Math.max(0, line.indexOf("Error: ")));
}
