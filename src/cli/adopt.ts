import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { escapeText } from "../access/escape-text";
import { makeDirectory } from "../installation/make-directory";
import { counted } from "../review/summary";
import { DiagnosticError } from "../terraform-plugin/diagnostic";
import { adoptionSources } from "./adopt/adoption-sources";
import { readAccess } from "./adopt/read-access";
import { type FoundPrivilege, importId, unwritableReasons } from "./adopt/stack-source";
import { clientOfEnvironment } from "./client-of-environment";
import { FAILURE } from "./exit-status";
import { startProgress } from "./progress";
import { shellWord } from "./shell-word";

interface AdoptOptions {
  readonly identity: readonly string[];
  readonly project: readonly string[];
  readonly out: string;
}

/** Adds the command `adopt`. */
export function registerAdopt(program: Command): void {
  program
    .command("adopt")
    .description(
      "Write TypeScript stacks, one for each project and one for universal auth, that take over what identities have on the server: with their imports, so that a deployment changes nothing there. Reads the server that the environment names and writes no file that exists.",
    )
    .requiredOption("--identity <id...>", "UUIDs of the identities")
    .requiredOption("--project <slug...>", "projects in which their privileges are taken over")
    .option("--out <directory>", "where the files go", "access")
    .action((options: AdoptOptions) => adopt(options));
}

async function adopt({ identity, project, out }: AdoptOptions): Promise<void> {
  try {
    const client = clientOfEnvironment(process.env, "adopt");
    const progress = startProgress(process.stderr);
    try {
      const identities = new Set(identity.map((id) => id.toLowerCase()));
      const { privileges, universalAuths } = await readAccess(
        client,
        [...identities],
        [...new Set(project)],
        progress,
      ).finally(() => progress.end());
      if (privileges.length + universalAuths.length === 0) {
        process.stdout.write(
          "There is nothing to adopt: no privileges in these projects, and no universal auth.\n",
        );
        return;
      }
      const files = adoptionSources(privileges, universalAuths);
      writeFiles(files, out);
      process.stdout.write(
        `Written: ${counted(privileges.length, "privilege", "privileges")} and ${counted(universalAuths.length, "universal auth", "universal auths")}, in ${[...files.keys()].map((name) => join(out, name)).join(", ")}.\n`,
      );
      process.stdout.write(remarksOn(privileges));
      const app = shellWord(`npx tsx ${shellWord(join(out, "main.ts"))}`);
      process.stdout.write(
        `\nLook at what they import, then take it over; nothing on the server changes:\n\n  npx cdktf diff STACK --app ${app}\n  npx cdktf deploy '*' --app ${app}\n`,
      );
    } finally {
      client.close();
    }
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    process.stderr.write(`${error.content.summary}\n\n${error.content.detail}\n`);
    process.exitCode = FAILURE;
  }
}

function remarksOn(privileges: readonly FoundPrivilege[]): string {
  const remarks = privileges.flatMap((privilege) => {
    const reasons = unwritableReasons(privilege);
    return reasons.length === 0 ? [] : [`  - ${escapeText(importId(privilege))}: ${reasons.join(" ")}\n`];
  });
  if (remarks.length === 0) return "";
  return `\nAPI v1 can't write these privileges. They are taken over as they are; a change to them is refused at plan:\n${remarks.join("")}`;
}

/** @throws DiagnosticError before anything is written when a file is there already */
function writeFiles(files: ReadonlyMap<string, string>, directory: string): void {
  const existing = [...files.keys()].map((name) => join(directory, name)).filter((path) => existsSync(path));
  if (existing.length > 0) {
    throw new DiagnosticError({
      summary: "File Exists",
      detail: `${existing.join(", ")} would be overwritten. Remove what is there, or name another directory with --out. Nothing was written.`,
    });
  }
  try {
    makeDirectory(directory);
    for (const [name, text] of files) writeFileSync(join(directory, name), text, { flag: "wx" });
  } catch (error) {
    throw new DiagnosticError(
      { summary: "Cannot Write", detail: error instanceof Error ? error.message : String(error) },
      { cause: error },
    );
  }
}
