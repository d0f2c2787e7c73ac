import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { ephemeralCertificate } from "../../../src/terraform-plugin/transport/certificate";
import { withoutForeignVariables } from "../../../test/support/foreign-variables";
import { alternate, ratios } from "../alternate";
import { privilegeConfiguration } from "../configuration";
import type { Measure } from "../measure";
import { privilegesOf } from "../privileges";
import { row } from "../row";
import { Server } from "../server";
import { TerraformFolder } from "../terraform-folder";

const PROVIDER = join(__dirname, "../../../dist/provider/terraform-provider-infisicalaccess");
const POPULATION = { privileges: 1, identities: 1, projects: 1, projectsOfEach: 1 };

/** From the start of the process to its first line: the handshake, or the line of a script that does nothing else. */
export const startUp: Measure = {
  title: "launching the provider",
  async run({ startRuns }, progress) {
    const directory = mkdtempSync(join(tmpdir(), "infisical-access-bench-start-"));
    try {
      const script = join(directory, "line.cjs");
      writeFileSync(script, 'process.stdout.write("a line\\n");\n');
      const warm = join(directory, "warm");
      await useProvider(warm);
      let cold = 0;
      const launch = (cache: string) => millisecondsToFirstLine(PROVIDER, [], cache);
      const { node, first, later } = await alternate(
        startRuns,
        {
          node: () => millisecondsToFirstLine(process.execPath, [script], warm),
          first: () => launch(join(directory, `cold-${(cold += 1)}`)),
          later: () => launch(warm),
        },
        (run) => progress(`run ${run} of ${startRuns}`),
      );
      return [
        row("bare node: launch → first line", "ms", node),
        row("first start of a version: launch → handshake", "ms", first),
        row("first start of a version, ratio to bare node", "×", ratios(first, node)),
        row("later starts: launch → handshake", "ms", later),
        row("later starts, ratio to bare node", "×", ratios(later, node), { atMost: 1.5 }),
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

async function millisecondsToFirstLine(
  command: string,
  parameters: readonly string[],
  cache: string,
): Promise<number> {
  const start = performance.now();
  const child = spawn(command, parameters, {
    env: {
      ...withoutForeignVariables(),
      // The same node as the bare one.
      PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
      XDG_CACHE_HOME: cache,
      TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
      PLUGIN_PROTOCOL_VERSIONS: "5,6",
      PLUGIN_CLIENT_CERT: CLIENT_CERTIFICATE,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  const [line] = (await Promise.race([once(child.stdout, "data"), ended])) as [unknown];
  const milliseconds = performance.now() - start;
  child.kill();
  await ended;
  if (!Buffer.isBuffer(line)) throw new Error(`${command} ended before it printed a line.`);
  return milliseconds;
}

const CLIENT_CERTIFICATE = ephemeralCertificate().certificatePem;
