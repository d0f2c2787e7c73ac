/**
 * Where the time of the provider goes while Terraform plans unchanged privileges. The argument, if any, is their number.
 */
import Table from "cli-table3";
import { withoutForeignVariables } from "../test/support/foreign-variables";
import { useOwnTemporaryFolder } from "../test/support/own-temporary-folder";
import { privilegeConfiguration } from "./bench/configuration";
import { privilegeState } from "./bench/generated-state";
import { Server } from "./bench/server";
import { TerraformFolder } from "./bench/terraform-folder";
import { timeByArea } from "./profile/cpu-profile";
import { profiled } from "./profile/served-provider";

const PRIVILEGES_OF_EACH_IDENTITY = 50;

async function main(privileges: number): Promise<void> {
  const identities = Math.ceil(privileges / PRIVILEGES_OF_EACH_IDENTITY);
  const server = await Server.start(
    { privileges, identities, projects: 1, projectsOfEach: 1 },
    { grantsAll: true },
  );
  try {
    const environment = { ...withoutForeignVariables(), ...server.variables };
    const { profile, code } = await profiled(environment, async (variables) => {
      const folder = await TerraformFolder.create(privilegeConfiguration(server.privileges), {
        state: privilegeState(server.privileges),
        variables: { ...server.variables, ...variables },
      });
      await folder.planWithoutChanges();
      await folder.remove();
    });
    print(privileges, timeByArea(profile, code));
  } finally {
    await server.stop();
  }
}

function print(privileges: number, areas: readonly (readonly [string, number])[]): void {
  const busy = areas.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
  const table = new Table({
    head: ["", "seconds", "share", "µs for each privilege"],
    colAligns: ["left", "right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const [area, milliseconds] of [...areas, ["together", busy] as const]) {
    table.push([
      area,
      (milliseconds / 1000).toFixed(2),
      `${((100 * milliseconds) / busy).toFixed(0)} %`,
      ((milliseconds * 1000) / privileges).toFixed(0),
    ]);
  }
  console.log(table.toString());
}

useOwnTemporaryFolder();
main(Number(process.argv[2] ?? 10_000)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
