import { ExclusiveChanges } from "./exclusive-changes";

/** `npm run exclusive` takes more of them, on every release, with the launched provider. */
const ROUNDS = 3;

describe("privileges that are added, removed and renamed together with their entries in an exclusive list", () => {
  test.each([
    { list: "references", most: 0, applies: "one apply" },
    { list: "literal slugs", most: 1, applies: "at most one further apply" },
  ] as const)(
    "are as declared after $applies when the list holds $list, none is lost, and the next plan is empty",
    async ({ list, most }) => {
      const changes = await ExclusiveChanges.start({ release: "2024-07", list, seed: 6 });
      try {
        for (let round = 0; round < ROUNDS; round++) {
          const { furtherApplies, problems } = await changes.round();
          expect(problems).toEqual([]);
          expect(furtherApplies).toBeLessThanOrEqual(most);
        }
      } finally {
        await changes.close();
      }
    },
  );
});
