import { echoProvider } from "../fixtures/echo-provider";
import { fuzzConnection } from "./fuzz-connection";
import { fuzzPlugin } from "./fuzz-plugin";

test("a thousand mutated messages are answered, each with a result or with diagnostics", async () => {
  const report = await fuzzPlugin(echoProvider, { seed: 20_261_122, messages: 1_000 });
  expect(report.crashes).toEqual([]);
  expect(report.hangs).toEqual([]);
  expect(report.accepted + report.refused).toBe(1_000);
  // Both sides of the decoder were reached.
  expect(Math.min(report.accepted, report.refused)).toBeGreaterThan(100);
});

test("two thousand mutated connections are followed or ended by the rules", async () => {
  const report = await fuzzConnection(20_261_122, 2_000);
  expect(report.crashes).toEqual([]);
  expect(Math.min(report.followed, report.brokenOff)).toBeGreaterThan(200);
});
