import { privilegeConfiguration } from "../configuration";
import { privilegeState } from "../generated-state";
import type { Measure } from "../measure";
import { ProviderUsage } from "../provider-usage";
import { type Row, row } from "../row";
import { Server } from "../server";
import { statisticsOf } from "../statistics";
import { TerraformFolder } from "../terraform-folder";

const PRIVILEGES_OF_EACH_IDENTITY = 50;
/** How much more a privilege may cost in the largest stack than in one of ordinary size. */
const FLAT = { atMost: 1.2 };
const MEMORY = { below: 200 };

interface Cost {
  readonly privileges: number;
  /** User and system time of the provider's processes in milliseconds, by run. */
  readonly cpu: readonly number[];
  /** Mebibytes of the largest of them at its peak, by run. */
  readonly memory: readonly number[];
  readonly seconds: readonly number[];
}

/** What the provider's processes take for a plan, as stacks grow. */
export const scale: Measure = {
  title: "provider CPU and memory",
  async run({ scale: sizes }, progress) {
    const costs: Cost[] = [];
    for (const { privileges, runs } of sizes) costs.push(await costOf(privileges, runs, progress));
    const [smallest, ordinary] = costs;
    const largest = costs.at(-1);
    if (!smallest || !ordinary || !largest) throw new Error("Growth shows between two sizes and more.");
    const more = (of: (cost: Cost) => readonly number[]): number =>
      growth(smallest, largest, of) / growth(smallest, ordinary, of);
    const sizesCompared = `each of ${words(largest)} against each of ${words(ordinary)}`;
    return [
      ...costs.flatMap((cost) => rowsOf(cost, cost === largest)),
      row(
        `provider CPU beyond that of ${words(smallest)}: ${sizesCompared}`,
        "×",
        [more(({ cpu }) => cpu)],
        FLAT,
      ),
      row(
        `provider memory beyond that of ${words(smallest)}: ${sizesCompared}`,
        "×",
        [more(({ memory }) => memory)],
        FLAT,
      ),
    ];
  },
};

async function costOf(privileges: number, runs: number, progress: (step: string) => void): Promise<Cost> {
  const identities = Math.ceil(privileges / PRIVILEGES_OF_EACH_IDENTITY);
  const population = { privileges, identities, projects: 1, projectsOfEach: 1 };
  progress(`granting ${privileges.toLocaleString("en")} privileges`);
  const server = await Server.start(population, { grantsAll: true });
  const usage = new ProviderUsage();
  const folder = await TerraformFolder.create(privilegeConfiguration(server.privileges), {
    state: privilegeState(server.privileges),
    variables: { ...server.variables, ...usage.variables },
  });
  const cost = { privileges, cpu: [] as number[], memory: [] as number[], seconds: [] as number[] };
  try {
    for (let run = 1; run <= runs; run++) {
      progress(`run ${run} of ${runs} with ${privileges.toLocaleString("en")} privileges`);
      const { seconds } = await folder.planWithoutChanges();
      const { cpuMilliseconds, peakMebibytes } = usage.take();
      cost.seconds.push(seconds);
      cost.cpu.push(cpuMilliseconds);
      cost.memory.push(peakMebibytes);
    }
    return cost;
  } finally {
    await folder.remove();
    usage.remove();
    await server.stop();
  }
}

function rowsOf(cost: Cost, isLargest: boolean): Row[] {
  const { privileges, cpu, memory, seconds } = cost;
  const each = cpu.map((milliseconds) => milliseconds / privileges);
  return [
    row(`plan of ${words(cost)} unchanged privileges`, "s", seconds),
    row(`provider CPU for each of ${words(cost)}, start-up included`, "ms", each),
    row(`provider memory at its peak with ${words(cost)}`, "MiB", memory, isLargest ? MEMORY : undefined),
  ];
}

/** What each privilege more costs, start-up not included. */
function growth(from: Cost, to: Cost, of: (cost: Cost) => readonly number[]): number {
  const difference = statisticsOf(of(to)).median - statisticsOf(of(from)).median;
  return difference / (to.privileges - from.privileges);
}

function words({ privileges }: Cost): string {
  return privileges.toLocaleString("en");
}
