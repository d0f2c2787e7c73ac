import { resolve } from "node:path";
import { type Command, Option } from "commander";
import picocolors from "picocolors";
import { findDrift } from "../review/find-drift";
import { FORMATS, type FormatName, formatReview } from "../review/format/format-review";
import { readNames } from "../review/read-names";
import { UnreadableInput } from "../review/unreadable-input";
import { FAILURE, VIOLATION } from "./exit-status";
import { startProgress } from "./progress";

interface DriftOptions {
  readonly format: FormatName;
  readonly names?: string;
  readonly ignore?: readonly string[];
}

/** Adds the command `drift`. */
export function registerDrift(program: Command): void {
  program
    .command("drift")
    .description(
      "Say what was changed outside Terraform: to the access that stacks manage, and privileges that somebody added beside it. Changes nothing.",
    )
    .argument("<dirs...>", "folders of stacks in which terraform is initialised, such as cdktf.out/stacks/*")
    .addOption(new Option("--format <format>", "form of the report").choices(FORMATS).default("terminal"))
    .option("--names <file>", "JSON object of identity id and name, for identities that no stack names")
    .option(
      "--ignore <glob>",
      "slugs of privileges that others own, and that are not to be reported; can be repeated",
      (glob: string, others: readonly string[] = []) => [...others, glob],
    )
    .addHelpText(
      "after",
      `\nPrivileges are listed with the credentials of the environment (INFISICAL_HOST, INFISICAL_TOKEN or INFISICAL_UNIVERSAL_AUTH_CLIENT_ID and _SECRET).\n\nExit status: 0 when there is no drift, ${VIOLATION} when there is, ${FAILURE} when something could not be looked at, whatever was found elsewhere.`,
    )
    .action((directories: string[], options: DriftOptions) => drift(directories, options));
}

async function drift(
  directories: readonly string[],
  { names, ignore = [], format }: DriftOptions,
): Promise<void> {
  const progress = startProgress(process.stderr);
  try {
    const known = names === undefined ? undefined : await readNames(names);
    const review = await findDrift(distinct(directories), {
      ignore,
      environment: process.env,
      onStep: (step) => progress.show(step),
      ...(known && { names: known }),
    }).finally(() => progress.end());
    const terminal = { color: picocolors.isColorSupported, width: process.stdout.columns };
    if (review.plans.length > 0) process.stdout.write(formatReview(review, [], format, terminal));
    for (const failure of review.failures) process.stderr.write(`${failure}\n`);
    if (review.failures.length > 0) process.exitCode = FAILURE;
    else if (review.drift.length > 0) process.exitCode = VIOLATION;
  } catch (error) {
    if (!(error instanceof UnreadableInput)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = FAILURE;
  }
}

/** A folder that is named twice is one, as it was named first. */
function distinct(directories: readonly string[]): string[] {
  const paths = directories.map((directory) => resolve(directory));
  return directories.filter((_, index) => paths.indexOf(paths[index] as string) === index);
}
