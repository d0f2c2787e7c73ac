import { alternate, ratios } from "../alternate";
import { privilegeConfiguration, terraformDataConfiguration } from "../configuration";
import { privilegeState, terraformDataState } from "../generated-state";
import type { Measure } from "../measure";
import { countPairs, privilegesOf } from "../privileges";
import { row } from "../row";
import { Server } from "../server";
import { TerraformFolder } from "../terraform-folder";

/** Milliseconds after which a server far away answers. */
const LATENCY = 50;
/** Requests that Terraform lets a provider make at once, unless it is told otherwise (terraform plan -parallelism). */
const PARALLELISM = 10;

/** A plan that finds nothing to do, beside one of as many resources for which nobody is asked. */
export const planUnchanged: Measure = {
  title: "planning unchanged privileges",
  async run({ privileges: count, identities, planRuns }, progress) {
    const population = { privileges: count, identities, projects: 1, projectsOfEach: 1 };
    const privileges = privilegesOf(population);
    const server = await Server.start(population, { grantsAll: true });
    const ours = await TerraformFolder.create(privilegeConfiguration(privileges), {
      state: privilegeState(server.privileges),
      variables: server.variables,
    });
    const data = await TerraformFolder.create(terraformDataConfiguration(privileges), {
      state: terraformDataState(privileges),
    });
    try {
      progress("warming up");
      await ours.planWithoutChanges();
      await data.planWithoutChanges();
      await server.takeRequests();
      const requests: number[] = [];
      const plans = await alternate(
        planRuns,
        {
          data: async () => (await data.planWithoutChanges()).seconds,
          ours: async () => {
            const { seconds } = await ours.planWithoutChanges();
            requests.push((await server.takeRequests()).length);
            return seconds;
          },
        },
        (run) => progress(`run ${run} of ${planRuns}`),
      );

      await server.delayAnswers(LATENCY);
      const far = await alternate(
        planRuns,
        {
          ours: async () => (await ours.planWithoutChanges()).seconds,
          oneByOne: () => readOneByOne(server),
        },
        (run) => progress(`run ${run} of ${planRuns} with answers after ${LATENCY} ms`),
      );
      const n = count.toLocaleString("en");
      return [
        row(`plan of ${n} unchanged terraform_data`, "s", plans.data),
        row(`plan of ${n} unchanged privileges over ${identities} identities`, "s", plans.ours),
        row(
          `plan of ${n} unchanged privileges, ratio to terraform_data`,
          "×",
          ratios(plans.ours, plans.data),
          { atMost: 1.6 },
        ),
        row("requests of a plan: a LIST for each identity, and the login", "requests", requests, {
          exactly: countPairs(privileges) + 1,
        }),
        row(`plan of ${n} unchanged privileges on a server that answers after ${LATENCY} ms`, "s", far.ours),
        row(
          `${n} GETs of single privileges there, ${PARALLELISM} at a time, without a plan`,
          "s",
          far.oneByOne,
        ),
      ];
    } finally {
      await ours.remove();
      await data.remove();
      await server.stop();
    }
  },
};

/** What the requests alone would take if each privilege were read by itself. @returns seconds */
async function readOneByOne(server: Server): Promise<number> {
  const token = await server.logIn();
  const waiting = [...server.privileges];
  const start = performance.now();
  const reader = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const status = await server.readPrivilege(next, token);
      if (status !== 200) throw new Error(`The simulator answered the GET of ${next.slug} with ${status}.`);
    }
  };
  await Promise.all(Array.from({ length: PARALLELISM }, reader));
  return (performance.now() - start) / 1000;
}
