import { formatReview, FORMATS } from "../../src/review/format/format-review";
import { reviewPlans } from "../../src/review/review-plans";
import { stackCases } from "./fixtures/stacks";
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
    const review = reviewPlans([await planner.plan()]);
    for (const format of FORMATS)
      expectGolden(`${title}.${EXTENSIONS[format]}`, formatReview(review, [], format, { color: false }));
  });
});
