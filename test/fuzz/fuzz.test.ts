import { fuzzAnswers } from "./fuzz-answers";
import { fuzzProtocol } from "./fuzz-protocol";

// Samples; `npm run fuzz` sends and answers a hundred thousand each.
const SEED = 20_261_122;

test("every mutated answer of a server leads to a result or to diagnostics that do not blame the provider", async () => {
  const report = await fuzzAnswers({ seed: SEED, answers: 300 });
  expect(report.crashes).toEqual([]);
  expect(report.hangs).toEqual([]);
  expect(report.answers).toBeGreaterThanOrEqual(300);
  expect(Math.min(report.accepted, report.refused)).toBeGreaterThan(50);
}, 120_000);

test("every mutated message of Terraform is answered with a result or with diagnostics that do not blame the provider", async () => {
  const report = await fuzzProtocol({ seed: SEED, messages: 500 });
  expect(report.crashes).toEqual([]);
  expect(report.hangs).toEqual([]);
  expect(Math.min(report.accepted, report.refused)).toBeGreaterThan(50);
}, 120_000);
