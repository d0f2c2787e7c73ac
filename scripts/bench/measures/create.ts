import { alternate, ratios } from "../alternate";
import { privilegeConfiguration, terraformDataConfiguration } from "../configuration";
import type { Measure } from "../measure";
import { privilegesOf } from "../privileges";
import { row } from "../row";
import { Server } from "../server";
import { StateServer } from "../state-server";
import { TerraformFolder } from "../terraform-folder";

/** Of an apply without a saved plan: the provider that plans and the one that applies are processes of their own. */
const LOGINS = 2;

/** An apply that creates privileges, beside one that creates as many resources of the same shape for which nobody is asked. */
export const create: Measure = {
  title: "creating privileges",
  async run({ privileges: count, identities, createRuns }, progress) {
    const population = { privileges: count, identities, projects: 1, projectsOfEach: 1 };
    const privileges = privilegesOf(population);
    const requests: number[] = [];
    const created = await alternate(
      createRuns,
      {
        data: () => createAll((state) => terraformDataConfiguration(privileges, state.backend)),
        ours: async () => {
          const server = await Server.start(population);
          try {
            const seconds = await createAll(
              (state) => privilegeConfiguration(privileges, state.backend),
              server.variables,
            );
            requests.push((await server.takeRequests()).length);
            return seconds;
          } finally {
            await server.stop();
          }
        },
      },
      (run) => progress(`run ${run} of ${createRuns}`),
    );
    const n = count.toLocaleString("en");
    return [
      row(`apply that creates ${n} terraform_data`, "s", created.data),
      row(`apply that creates ${n} privileges`, "s", created.ours),
      row(
        `apply that creates ${n} privileges, ratio to terraform_data`,
        "×",
        ratios(created.ours, created.data),
        { atMost: 2.5 },
      ),
      row("requests of an apply: a POST for each privilege, and two logins", "requests", requests, {
        exactly: count + LOGINS,
      }),
    ];
  },
};

/** @returns seconds of the apply */
async function createAll(
  configurationWith: (state: StateServer) => object,
  variables: Readonly<Record<string, string>> = {},
): Promise<number> {
  const state = await StateServer.start();
  const folder = await TerraformFolder.create(configurationWith(state), { variables });
  try {
    return (await folder.apply()).seconds;
  } finally {
    await folder.remove();
    state.stop();
  }
}
