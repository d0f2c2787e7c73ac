import { readFileSync } from "node:fs";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { FaultInput } from "../simulator/faults/fault";
import { releaseNames, type ReleaseName } from "../simulator/release/release";
import { startSimulator, type Simulator } from "../simulator/start-simulator";
import { readWorldFile } from "../simulator/world";

interface SimulateOptions {
  release: ReleaseName;
  world?: string;
  port: number;
  rateLimit?: boolean;
  rateLimitWindow: number;
  ipAllowlisting: boolean;
  state?: string;
  faults?: string;
}

/** Adds the command `simulate`. */
export function registerSimulate(program: Command): void {
  program
    .command("simulate")
    .description(
      "Serve the Infisical API of a release on 127.0.0.1, for demonstrations and tests. Prints one line of JSON, {url, release}, when it serves, and runs until SIGTERM or SIGINT.",
    )
    .addOption(
      new Option("--release <release>", "generation of the server to behave like")
        .choices(releaseNames)
        .default("2024-07"),
    )
    .option(
      "--world <file>",
      "identities, projects and operator; when absent a small company, of which standard error says how to log in and who is there",
    )
    .option("--port <number>", "port to listen on; 0 takes a free one", wholeNumber(0, 65_535), 0)
    .option(
      "--rate-limit <on|off>",
      "limit requests; by default as an unlicensed server of the release does",
      onOff,
    )
    .option("--rate-limit-window <ms>", "length of a limit's window", wholeNumber(1, 86_400_000), 60_000)
    .addOption(
      new Option("--ip-allowlisting <on|off>", "whether the plan permits lists of trusted IPs")
        .argParser(onOff)
        .default(false, "off"),
    )
    .option("--state <file>", "keep the server's data in this file across restarts")
    .option("--faults <file>", "what is to go wrong: a JSON list of faults")
    .action((options: SimulateOptions) => simulate(options));
}

/** Serves until it is told to end. */
async function simulate(options: SimulateOptions): Promise<void> {
  let simulator: Simulator;
  try {
    simulator = await startSimulator({
      release: options.release,
      port: options.port,
      rateLimitWindow: options.rateLimitWindow,
      ipAllowlisting: options.ipAllowlisting,
      ...(options.rateLimit !== undefined && { rateLimit: options.rateLimit }),
      ...(options.world !== undefined && { world: readWorldFile(options.world) }),
      ...(options.state !== undefined && { stateFile: options.state }),
      ...(options.faults !== undefined && { faults: readFaults(options.faults) }),
    });
  } catch (error) {
    process.stderr.write(`The simulator could not be started. ${message(error)}\n`);
    process.exitCode = 1;
    return;
  }
  const end = (): void => {
    process.removeListener("SIGTERM", end);
    process.removeListener("SIGINT", end);
    void simulator.close();
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  if (options.world === undefined) process.stderr.write(inhabitants(simulator));
  process.stdout.write(`${JSON.stringify({ url: simulator.url, release: simulator.release })}\n`);
}

/** What a user of a world that is not theirs needs: how to log in, and who is there. */
function inhabitants({ url, world: { operator, projects, targets } }: Simulator): string {
  return `Log in as ${operator.name}:

  export INFISICAL_HOST=${url}
  export INFISICAL_UNIVERSAL_AUTH_CLIENT_ID=${operator.clientId}
  export INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET=${operator.clientSecret}

Projects: ${projects.map(({ slug }) => slug).join(", ")}. Machine identities:

${targets.map(({ identityId, name }) => `  ${identityId}  ${name}`).join("\n")}

`;
}

function readFaults(path: string): FaultInput[] {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as FaultInput[];
  } catch (error) {
    throw new Error(`Cannot use ${path} as a fault plan: ${message(error)}`, { cause: error });
  }
}

function onOff(value: string): boolean {
  if (value !== "on" && value !== "off") {
    throw new InvalidArgumentError("It is either on or off.");
  }
  return value === "on";
}

function wholeNumber(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < least || number > most) {
      throw new InvalidArgumentError(`It is a whole number from ${String(least)} to ${String(most)}.`);
    }
    return number;
  };
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
