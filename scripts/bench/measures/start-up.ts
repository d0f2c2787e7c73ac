import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { withoutForeignVariables } from "../../../test/support/foreign-variables";
import { ClientIdentity } from "../../../test/terraform-plugin/support/plugin-process";
import { alternate, ratios } from "../alternate";
import { privilegeConfiguration } from "../configuration";
import type { Measure } from "../measure";
import { privilegesOf } from "../privileges";
import { row } from "../row";
import { Server } from "../server";
import { TerraformFolder } from "../terraform-folder";

const PROVIDER = join(__dirname, "../../../dist/provider/terraform-provider-infisicalaccess");
const POPULATION = { privileges: 1, identities: 1, projects: 1, projectsOfEach: 1 };

/** From the start of the process to its first line, the handshake or the line of a script that does nothing else, and to the first answer. */
export const startUp: Measure = {
  title: "launching the provider",
  async run({ startRuns }, progress) {
    const directory = mkdtempSync(join(tmpdir(), "infisical-access-bench-start-"));
    try {
      const script = join(directory, "line.cjs");
      writeFileSync(script, 'process.stdout.write("a line\\n");\n');
      const warm = join(directory, "warm");
      mkdirSync(warm);
      await useProvider(warm);
      const answers = { first: [] as number[], later: [] as number[] };
      const launch = async (which: keyof typeof answers, cache: string): Promise<number> => {
        const { handshake, answer } = await launchProvider(cache);
        answers[which].push(answer);
        return handshake;
      };
      const { node, first, later } = await alternate(
        startRuns,
        {
          node: () => millisecondsToFirstLine(process.execPath, script),
          // A cache folder that is not there stays empty.
          first: () => launch("first", join(directory, "none", "none")),
          later: () => launch("later", warm),
        },
        (run) => progress(`run ${run} of ${startRuns}`),
      );
      return [
        row("bare node: launch → first line", "ms", node),
        row("first start of a version: launch → handshake", "ms", first),
        row("first start of a version: launch → handshake, ratio to bare node", "×", ratios(first, node)),
        row("later starts: launch → handshake", "ms", later),
        row("later starts: launch → handshake, ratio to bare node", "×", ratios(later, node), {
          atMost: 1.5,
        }),
        row("first start of a version: launch → schemas answered", "ms", answers.first),
        row("later starts: launch → schemas answered", "ms", answers.later),
      ];
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

/** Applies once, so that the provider leaves in the user's cache folder what it leaves there. */
async function useProvider(cache: string): Promise<void> {
  const server = await Server.start(POPULATION);
  const folder = await TerraformFolder.create(privilegeConfiguration(privilegesOf(POPULATION)), {
    variables: { ...server.variables, XDG_CACHE_HOME: cache },
  });
  try {
    await folder.apply();
  } finally {
    await folder.remove();
    await server.stop();
  }
}

async function millisecondsToFirstLine(command: string, ...parameters: string[]): Promise<number> {
  const { milliseconds, end } = await start(command, parameters, {});
  await end();
  return milliseconds;
}

/** Milliseconds until the provider has shaken hands, and until it has answered with its schemas. */
async function launchProvider(cache: string): Promise<{ handshake: number; answer: number }> {
  const launchedAt = performance.now();
  const { line, milliseconds, end } = await start(PROVIDER, [], {
    ...terraform.environment,
    // The same node as the bare one.
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    XDG_CACHE_HOME: cache,
  });
  const client = terraform.connect(line.trim().split("|"));
  await client.call("getProviderSchema");
  const answer = performance.now() - launchedAt;
  client.close();
  await end();
  return { handshake: milliseconds, answer };
}

async function start(
  command: string,
  parameters: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<{ line: string; milliseconds: number; end: () => Promise<void> }> {
  const startedAt = performance.now();
  const child = spawn(command, parameters, {
    env: { ...withoutForeignVariables(), ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  const [line] = (await Promise.race([once(child.stdout, "data"), ended])) as [unknown];
  const milliseconds = performance.now() - startedAt;
  if (!Buffer.isBuffer(line)) throw new Error(`${command} ended before it printed a line.`);
  const end = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  return { line: line.toString(), milliseconds, end };
}

/** Speaks to the provider in Terraform's place. */
const terraform = new ClientIdentity();
