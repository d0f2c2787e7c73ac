import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { readConstructPaths } from "./construct-paths";
import { parsePlan, type PlanDocument } from "./plan-document";
import { runTerraform } from "./terraform-command";
import { UnreadableInput } from "./unreadable-input";

/** A plan to review. */
export interface Plan {
  /** As the user named it: a path, or `-`. */
  readonly source: string;
  readonly document: PlanDocument;
  /** Address of a resource → path of its construct, where the plan lies beside a cdk.tf.json. */
  readonly constructPaths: ReadonlyMap<string, string>;
}

/**
 * Reads a plan: the output of `terraform show -json`, a saved plan file, which Terraform is asked to show, or `-` for standard input.
 *
 * @throws UnreadableInput
 */
export async function readPlan(
  source: string,
  stdin: AsyncIterable<Uint8Array>,
  environment: NodeJS.ProcessEnv,
): Promise<Plan> {
  const bytes = source === "-" ? await readAll(stdin) : await readBytes(source);
  const text = isSavedPlan(bytes) ? await showPlan(source, environment) : decode(bytes);
  return {
    source,
    document: parsePlan(text, source),
    constructPaths: source === "-" ? new Map() : await readConstructPaths(dirname(source)),
  };
}

async function readBytes(source: string): Promise<Buffer> {
  try {
    return await readFile(source);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason =
      code === "ENOENT"
        ? "does not exist."
        : code === "EISDIR"
          ? "is a folder. Name the plan in it."
          : `can't be read: ${(error as Error).message}.`;
    throw new UnreadableInput(source, reason, { cause: error });
  }
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A saved plan file is a zip archive. */
function isSavedPlan(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004", "latin1"));
}

/** PowerShell writes what a command prints as UTF-16. */
function decode(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(isUtf16 ? "utf16le" : "utf8");
}

/** Terraform needs the schemas of the providers, which it finds where the stack was initialised. */
async function showPlan(source: string, environment: NodeJS.ProcessEnv): Promise<string> {
  if (source === "-") throw new UnreadableInput(source, "holds a saved plan file. Name the file instead.");
  const folder = dirname(resolve(source));
  const directory = existsSync(join(folder, ".terraform")) ? folder : process.cwd();
  let result;
  try {
    result = await runTerraform(directory, ["show", "-json", resolve(source)], environment);
  } catch (error) {
    throw new UnreadableInput(source, `is a saved plan file. ${(error as Error).message}.`, { cause: error });
  }
  if (result.exitCode === 0) return result.stdout;
  const said = (result.stderr || result.stdout).replace(/\s+/g, " ").trim();
  throw new UnreadableInput(
    source,
    `is a saved plan file, and Terraform could not show it in ${directory}: ${said} Run this command where the stack was initialised, or give the output of \`terraform show -json\`.`,
  );
}
