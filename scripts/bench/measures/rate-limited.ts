import { join } from "node:path";
import type { LoggedRequest } from "../../../src/simulator/http/request-log";
import { routes } from "../../../src/simulator/routes/route-names";
import { privilegeConfiguration } from "../configuration";
import { privilegeState } from "../generated-state";
import type { Measure } from "../measure";
import { countPairs, privilegesOf } from "../privileges";
import { type Row, row } from "../row";
import { Server } from "../server";
import type { Size } from "../size";
import { TerraformFolder } from "../terraform-folder";

/** Each server permits as many reads a minute as the release that the simulator is told to be. */
const SERVERS = [
  { release: "2026-08", readsPerMinute: 200 },
  { release: "2024-07", readsPerMinute: 60 },
] as const;
/** Seconds of server and provider that pass in one. */
const CLOCK_SCALE = 10;
const PROJECTS_OF_EACH_IDENTITY = 2;
/** What the provider logs when it waits. */
const PROGRESS = "Waiting for the server's rate limit";

/** The refresh of an organization against servers that permit few requests. */
export const rateLimited: Measure = {
  title: "refreshing under a rate limit",
  async run({ rateLimited: size }, progress) {
    const rows: Row[] = [];
    for (const server of SERVERS) {
      progress(`at ${server.readsPerMinute} reads a minute`);
      rows.push(...(await refresh(server, size)));
    }
    return rows;
  },
};

async function refresh(
  { release, readsPerMinute }: (typeof SERVERS)[number],
  size: Size["rateLimited"],
): Promise<Row[]> {
  const population = { ...size, projectsOfEach: PROJECTS_OF_EACH_IDENTITY };
  const server = await Server.start(population, { release, rateLimit: true, grantsAll: true });
  const folder = await TerraformFolder.create(privilegeConfiguration(server.privileges), {
    state: privilegeState(server.privileges),
    variables: {
      ...server.variables,
      TF_LOG_PROVIDER: "INFO",
      NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, "../faster-clock.cjs"))}`,
      BENCH_CLOCK_SCALE: String(CLOCK_SCALE),
    },
  });
  try {
    await server.scaleClock(CLOCK_SCALE);
    const { stderr } = await folder.planWithoutChanges();
    const requests = await server.takeRequests();
    const lists = requests.filter(({ route }) => route === routes.listPrivileges);
    const { privileges, identities, projects } = size;
    const stack = `refresh of ${privileges.toLocaleString("en")} privileges of ${identities} identities in ${projects} projects`;
    const limit = `at ${readsPerMinute} reads a minute`;
    return [
      row(`${stack}, ${limit}`, "minutes", [minutesOf(lists)]),
      row(
        `requests of a refresh ${limit}: a LIST for each pair, and the login`,
        "requests",
        [requests.length],
        {
          exactly: countPairs(privilegesOf(population)) + 1,
        },
      ),
      row(`lines of progress in the log ${limit}`, "lines", [stderr.split(PROGRESS).length - 1]),
    ];
  } finally {
    await folder.remove();
    await server.stop();
  }
}

/** From the first to the last, by the server's clock. */
function minutesOf(requests: readonly LoggedRequest[]): number {
  const times = requests.map(({ time }) => Date.parse(time));
  return (Math.max(...times) - Math.min(...times)) / 60_000;
}
