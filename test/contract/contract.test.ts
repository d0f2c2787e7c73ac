import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readWorldFile } from "../../src/simulator/world";
import { readReducedRecording } from "./replay/reduced-recording";
import { replayRecording } from "./replay/replay-recording";

const recordings = join(__dirname, "recordings");
const world = readWorldFile(join(__dirname, "world.json"));

/** Exchanges that cannot be replayed, by scenario: line and reason. */
const notApplicable: Readonly<Record<string, string[]>> = {
  "r01-read-limit": ["72: its note names the header x-client-ip, which the recording does not hold"],
};

describe("a 2024-07 simulator answers as the recorded server did", () => {
  const scenarios = readdirSync(recordings).map((file) => file.replace(".jsonl", ""));

  test.each(scenarios)("%s", async (scenario) => {
    const exchanges = readReducedRecording(join(recordings, `${scenario}.jsonl`), world);
    const verdicts = await replayRecording(exchanges, world);
    expect(verdicts.filter(({ outcome }) => outcome === "differing")).toEqual([]);
    expect(
      verdicts.flatMap((verdict) =>
        verdict.outcome === "not applicable" ? [`${String(verdict.exchange.line)}: ${verdict.reason}`] : [],
      ),
    ).toEqual(notApplicable[scenario] ?? []);
  });
});
