import { releaseNames } from "../../src/simulator/release/release";
import { runSpellingMatrix } from "./spelling-matrix";
import { privilegeSpellings, universalAuthSpellings } from "./spellings";

describe.each(releaseNames)("on a server of %s", (release) => {
  test("nothing that is only spelled otherwise is planned, warned of or taken over", async () => {
    const results = await runSpellingMatrix(release);
    expect(results.length).toBeGreaterThanOrEqual(60);
    expect(results.filter(({ problems }) => problems.length > 0)).toEqual([]);
  }, 120_000);
});

test("every row respells something", () => {
  const idle = [...privilegeSpellings, ...universalAuthSpellings].filter(
    ({ declared = {}, respelled = declared, outside = [] }) =>
      outside.length === 0 && JSON.stringify(respelled) === JSON.stringify(declared),
  );
  expect(idle).toEqual([]);
});
