import { formatReview, FORMATS } from "../../src/review/format/format-review";
import type { Plan } from "../../src/review/read-plan";
import { reviewPlans } from "../../src/review/review-plans";
import { severalStacks, stackCases } from "./fixtures/stacks";
import { expectGolden } from "./golden-file";
import { StackPlanner } from "./planned-stack";

const EXTENSIONS = { terminal: "txt", markdown: "md", json: "json", html: "html" } as const;

describe("the review of a plan that terraform made", () => {
  let planner: StackPlanner;

  beforeAll(async () => {
    planner = await StackPlanner.start("2026-08");
  });
  afterAll(() => planner.close());

  test.each(stackCases)("$title", async ({ title, applied, outside, declared, blocks }) => {
    await planner.reset();
    if (applied !== undefined) {
      await planner.declare(applied);
      await planner.workspace.apply();
    }
    outside?.(planner.simulator);
    await planner.declare(declared, blocks);
    expectGoldens(title, [await planner.plan()], planner);
  });

  test("several: a rule that moves between stacks is no change, and what one of them adds is", async () => {
    const { applied, givenUp, takenOn } = severalStacks;
    await planner.reset();
    await planner.declare(applied);
    await planner.workspace.apply();
    await planner.declare(givenUp);
    const removing = await planner.plan("stacks/old/plan.json");
    await planner.forgetState();
    await planner.declare(takenOn);
    const adding = await planner.plan("stacks/new/plan.json");
    expectGoldens("several", [removing, adding], planner);
  });
});

function expectGoldens(title: string, plans: readonly Plan[], { simulator }: StackPlanner): void {
  const review = reviewPlans(plans);
  for (const format of FORMATS) {
    const text = formatReview(review, [], format, { color: false });
    expectGolden(
      `${title}.${EXTENSIONS[format]}`,
      text.replaceAll(simulator.url, "https://infisical.example"),
    );
  }
}
