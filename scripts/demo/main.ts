/**
 * `npm run demo`: the main job on a fresh clone. A stack of examples/demo against a simulator in a process of its own, through the real
 * Terraform and the built provider. Ends with a table of what was to be seen, and with status 1 when something was not.
 */
import { terraformBinary } from "../../test/support/terraform";
import { Demo } from "./demo";
import * as paper from "./paper";
import type { Step } from "./step";
import type { StepResult } from "./step-result";
import { create } from "./steps/create";
import { destroy } from "./steps/destroy";
import { drift } from "./steps/drift";
import { lostProject } from "./steps/lost-project";
import { respelling } from "./steps/respelling";
import { update } from "./steps/update";

const STEPS = [create, update, drift, respelling, lostProject, destroy];

async function main(): Promise<void> {
  terraformBinary();
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));
  await Demo.run(async (demo) => {
    paper.remark(`An Infisical server is simulated at ${demo.url}. Nothing else is talked to.`);
    const results: StepResult[] = [];
    for (const [index, step] of STEPS.entries()) {
      paper.heading(`${index + 1}. ${step.title}`);
      results.push(await resultOf(step, demo));
    }
    paper.resultTable(results);
    if (results.some(({ checks }) => checks.some(({ holds }) => !holds))) process.exitCode = 1;
  });
}

async function resultOf(step: Step, demo: Demo): Promise<StepResult> {
  const start = performance.now();
  const checks = await step.run(demo).catch((error: unknown) => {
    console.error(error);
    return [{ claim: "the step reaches its end", holds: false }];
  });
  const requests = await demo.countRequests();
  return { title: step.title, checks, requests, seconds: (performance.now() - start) / 1000 };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
