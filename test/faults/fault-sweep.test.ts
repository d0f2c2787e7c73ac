import { infisicalAccessProvider } from "../../src/provider/infisical-access-provider";
import { serveReattach } from "../../src/terraform-plugin";
import { SeededRandom } from "../terraform-plugin/fuzz/random";
import { CoreWorkspace } from "./core-workspace";
import { allFaultCases, type FaultCase } from "./fault-case";
import { findingsInWords } from "./findings";
import { spread } from "./spread";
import { sweep } from "./sweep";
import { TerraformAccessWorkspace } from "./terraform-access-workspace";

// A sample; `npm run faults` runs every case.
const SEED = 20_261_122;

const sample = async (release: "2024-07" | "2026-08", count: number): Promise<FaultCase[]> =>
  spread(await allFaultCases(release), count, new SeededRandom(SEED));

describe("after a single fault the next plan tells the truth and the next apply finishes the work", () => {
  test.each(["2024-07", "2026-08"] as const)(
    "on a server of %s",
    async (release) => {
      const problems: string[] = [];
      const tally = await sweep(await sample(release, 12), (simulator) => CoreWorkspace.open(simulator), {
        concurrency: 12,
        onRun: ({ operation, name }, findings) =>
          problems.push(...findingsInWords(findings).map((text) => `${operation.name}: ${name}: ${text}`)),
      });
      expect(problems).toEqual([]);
      expect(tally.isGood).toBe(true);
      expect(tally.counts.completed).toBeGreaterThan(9);
    },
    120_000,
  );

  test("with the real terraform", async () => {
    const cases = await sample("2024-07", 3);
    const { reattachProviders, close } = await serveReattach(infisicalAccessProvider("0.0.0-test"));
    const problems: string[] = [];
    await sweep(cases, (simulator) => TerraformAccessWorkspace.open(simulator, reattachProviders), {
      concurrency: 3,
      onRun: (_, findings) => problems.push(...findingsInWords(findings)),
    });
    await close();
    expect(problems).toEqual([]);
  }, 120_000);
});
