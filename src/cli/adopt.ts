import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { describeError } from "../infisical/describe-error";
import type { InfisicalClient } from "../infisical/infisical-client";
import { InfisicalError } from "../infisical/infisical-error";
import type { UniversalAuthAnswer } from "../infisical/universal-auth-answer";
import { saysUniversalAuthGone } from "../provider/universal-auth-config/read-universal-auth-config";
import { DiagnosticError } from "../terraform-plugin/diagnostic";
import { appSource, type FoundPrivilege, projectStack, universalAuthStack } from "./adopt/stack-source";
import { clientOfEnvironment } from "./client-of-environment";
import { FAILURE } from "./exit-status";

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
    try {
      const privileges = await readPrivileges(client, identity, project);
      const universalAuths = await readUniversalAuths(client, identity);
      writeStacks(privileges, universalAuths, out);
    } finally {
      client.close();
    }
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    process.stderr.write(`${error.content.summary}\n\n${error.content.detail}\n`);
    process.exitCode = FAILURE;
  }
}

function writeStacks(
  privileges: readonly FoundPrivilege[],
  universalAuths: readonly UniversalAuthAnswer[],
  out: string,
): void {
  const projects = [...new Set(privileges.map(({ projectSlug }) => projectSlug))];
  const stacks = projects.map((slug) =>
    projectStack(
      slug,
      privileges.filter(({ projectSlug }) => projectSlug === slug),
    ),
  );
  if (universalAuths.length > 0) stacks.push(universalAuthStack(universalAuths));
  const files = [
    ...stacks.map(({ name, text }) => [`${name}.ts`, text] as const),
    ["main.ts", appSource(stacks)] as const,
  ];
  mkdirSync(out, { recursive: true });
  for (const [name, text] of files) writeNewFile(join(out, name), text);
  process.stdout.write(
    `${privileges.length} privileges and ${universalAuths.length} universal auths are in ${files.map(([name]) => join(out, name)).join(", ")}.\n`,
  );
  const remarks = stacks.flatMap((stack) => stack.remarks);
  if (remarks.length > 0) {
    process.stdout.write(
      `\nAPI v1 can't write these privileges. They are taken over as they are; a change to them is refused at plan:\n${remarks.map((remark) => `  - ${remark}\n`).join("")}`,
    );
  }
}

function writeNewFile(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    throw new DiagnosticError(
      {
        summary: "File Exists",
        detail: `${path} exists and is not overwritten. Remove it, or name another directory with --out.`,
      },
      { cause: error },
    );
  }
}

async function readPrivileges(
  client: InfisicalClient,
  identities: readonly string[],
  projects: readonly string[],
): Promise<FoundPrivilege[]> {
  const found: FoundPrivilege[] = [];
  for (const projectSlug of projects) {
    for (const identityId of identities) {
      const rows = await client.privileges
        .list({ identityId, projectSlug }, NEVER)
        .catch((error: unknown) =>
          refuse(error, `listing the privileges of identity ${identityId} in project "${projectSlug}"`),
        );
      const sorted = [...rows].sort((a, b) => (a.slug < b.slug ? -1 : 1));
      found.push(...sorted.map((row) => ({ identityId, projectSlug, row })));
    }
  }
  return found;
}

async function readUniversalAuths(
  client: InfisicalClient,
  identities: readonly string[],
): Promise<UniversalAuthAnswer[]> {
  const answers: UniversalAuthAnswer[] = [];
  for (const identityId of identities) {
    try {
      answers.push(await client.universalAuth.get(identityId, NEVER));
    } catch (error) {
      if (!saysUniversalAuthGone(error))
        refuse(error, `reading the universal auth of identity ${identityId}`);
    }
  }
  return answers;
}

const NEVER = new AbortController().signal;

function refuse(thrown: unknown, doing: string): never {
  throw new DiagnosticError(describeError(InfisicalError.from(thrown), doing), { cause: thrown });
}
