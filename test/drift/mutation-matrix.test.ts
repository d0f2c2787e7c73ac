import { releaseNames } from "../../src/simulator/release/release";
import { runMutationMatrix } from "./mutation-matrix";
import { runRefusalMatrix } from "./refusal-matrix";
import type { RowResult } from "./row-result";

const TIME_LIMIT = 120_000;
const failed = (results: readonly RowResult[]) => results.filter(({ problems }) => problems.length > 0);

describe.each(releaseNames)("on a server of %s", (release) => {
  test(
    "every change outside of Terraform shows at its attribute, nowhere else, and is repaired by the next apply",
    async () => {
      const results = await runMutationMatrix(release);
      expect(results.length).toBeGreaterThanOrEqual(60);
      expect(failed(results)).toEqual([]);
    },
    TIME_LIMIT,
  );

  test(
    "whatever leaves nothing true to plan is an error, and drops nothing from state",
    async () => {
      expect(failed(await runRefusalMatrix(release))).toEqual([]);
    },
    TIME_LIMIT,
  );
});
