import { type Command, InvalidArgumentError, Option } from "commander";
import picocolors from "picocolors";
import { FORMATS, type FormatName, formatReview } from "../review/format/format-review";
import { FAIL_ON, type FailOn, violations } from "../review/gate";
import { readApprovedReview } from "../review/read-approved-review";
import { readNames } from "../review/read-names";
import { type Plan, readPlan } from "../review/read-plan";
import { refuseForeign, refuseUnjudgeable } from "../review/refuse-unjudgeable";
import { reviewPlans } from "../review/review-plans";
import { UnreadableInput } from "../review/unreadable-input";
import { FAILURE, VIOLATION } from "./exit-status";

interface ReviewOptions {
  readonly format: FormatName;
  readonly names?: string;
  readonly failOn?: ReadonlySet<FailOn>;
  readonly approved?: string;
}

/** Adds the command `review`. */
export function registerReview(program: Command): void {
  program
    .command("review")
    .description("Say who gains and who loses which access when Terraform plans are applied.")
    .argument(
      "<plans...>",
      "outputs of `terraform show -json PLAN`, saved plan files, or - for standard input; several stacks are reviewed together",
    )
    .addOption(new Option("--format <format>", "form of the review").choices(FORMATS).default("terminal"))
    .option("--names <file>", "JSON object of identity id and name, for identities that no plan names")
    .option(
      "--fail-on <kinds>",
      `end with status ${VIOLATION} when one of these is found, comma-separated: ${FAIL_ON.join(", ")}`,
      kinds,
    )
    .option(
      "--approved <file>",
      `the JSON of the review that was approved: end with status ${VIOLATION} when more is gained than it says`,
    )
    .addHelpText(
      "after",
      `\nExit status: 0 when nothing is to be refused, ${VIOLATION} for a violation of --fail-on or --approved, ${FAILURE} when something could not be read.`,
    )
    .action((plans: string[], options: ReviewOptions) => review(plans, options));
}

async function review(sources: readonly string[], options: ReviewOptions): Promise<void> {
  try {
    const isGate = options.failOn !== undefined || options.approved !== undefined;
    const approved = options.approved === undefined ? undefined : await readApprovedReview(options.approved);
    const names = options.names === undefined ? undefined : await readNames(options.names);
    const result = reviewPlans(await readPlans(sources), { ...(names && { names }) });
    refuseForeign(result);
    if (isGate) refuseUnjudgeable(result);
    const found = violations(result, { failOn: options.failOn ?? new Set(), approved });
    const terminal = { color: picocolors.isColorSupported, width: process.stdout.columns };
    process.stdout.write(formatReview(result, found, options.format, terminal));
    if (found.length > 0) process.exitCode = VIOLATION;
  } catch (error) {
    if (!(error instanceof UnreadableInput)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = FAILURE;
  }
}

async function readPlans(sources: readonly string[]): Promise<Plan[]> {
  const repeated = sources.find((source, index) => sources.indexOf(source) !== index);
  if (repeated !== undefined) throw new UnreadableInput(repeated, "is named twice.");
  return Promise.all(sources.map((source) => readPlan(source, process.stdin, process.env)));
}

function kinds(text: string): ReadonlySet<FailOn> {
  const named = text.split(",").map((kind) => kind.trim());
  const unknown = named.find((kind) => !isFailOn(kind));
  if (unknown !== undefined) throw new InvalidArgumentError(`Choose from ${FAIL_ON.join(", ")}.`);
  return new Set(named.filter(isFailOn));
}

function isFailOn(kind: string): kind is FailOn {
  return (FAIL_ON as readonly string[]).includes(kind);
}
