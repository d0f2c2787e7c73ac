import fc from "fast-check";
import { type AccessComparison, compareAccess } from "../../src/access/compare-access";
import { effectiveAccess, type PlannedPrivilege } from "../../src/access/effective-access";
import { ScopeQuestions } from "../../src/access/scope-questions";
import { accessChanges, NOW } from "./tables/access-changes";
import { allowingRules, ends, moments, points, privileges } from "./access-moments";
import { certainlyAllows, fits, isOpen, mayAllow } from "./brute-force";

/** How many pairs of moments are generated; `npm run brute-force` takes 10,000. */
const PAIRS = Number(process.env.ACCESS_PAIRS ?? 500);
const MILLISECONDS_PER_PAIR = 50;

const questions = new ScopeQuestions();
function compare(
  before: readonly PlannedPrivilege[],
  after: readonly PlannedPrivilege[],
  more: { recorded?: readonly PlannedPrivilege[]; untouched?: ReadonlySet<string> } = {},
): AccessComparison {
  const moments = {
    before: effectiveAccess(before, NOW),
    after: effectiveAccess(after, NOW),
    ...(more.recorded && { recorded: effectiveAccess(more.recorded, NOW) }),
    ...(more.untouched && { untouched: more.untouched }),
  };
  return compareAccess(moments, questions, NOW);
}

describe("the comparison of effective access, against brute force", () => {
  jest.setTimeout(PAIRS * MILLISECONDS_PER_PAIR);

  test("reports as grown, or as what may grow, every access that is allowed after and was not certainly allowed before", () => {
    fc.assert(
      fc.property(moments, points, ({ before, after }, sample) => {
        const { grown } = compare(before, after);
        const missed = sample.filter(
          (access) =>
            mayAllow(after, access) &&
            !certainlyAllows(before, access) &&
            !grown.some(
              ({ grant, growth }) =>
                growth.size > 0 &&
                grant.action === access.action &&
                fits({ actions: [grant.action], conditions: grant.scope.conditions }, access) &&
                isOpen(grant.end, access.time),
            ),
        );
        expect(missed).toEqual([]);
      }),
      { numRuns: PAIRS },
    );
  });

  test("reports as lost nothing of which any part is still allowed", () => {
    fc.assert(
      fc.property(moments, points, ({ before, after }, sample) => {
        const lost = compare(before, after).shrunk.filter(({ shrinkage }) => shrinkage === "lost");
        const kept = sample.filter((access) =>
          lost.some(
            ({ grant }) =>
              fits({ actions: [grant.action], conditions: grant.scope.conditions }, access) &&
              mayAllow(before, { ...access, time: NOW.getTime() }) &&
              mayAllow(after, { ...access, time: NOW.getTime() }),
          ),
        );
        expect(kept).toEqual([]);
      }),
      { numRuns: PAIRS / 2 },
    );
  });

  test("reports as shrunk every access that was allowed before and no longer is", () => {
    fc.assert(
      fc.property(moments, points, ({ before, after }, sample) => {
        const { shrunk } = compare(before, after);
        const missed = sample.filter(
          (access) =>
            mayAllow(before, access) &&
            !mayAllow(after, access) &&
            !shrunk.some(
              ({ grant }) =>
                fits({ actions: [grant.action], conditions: grant.scope.conditions }, access) &&
                isOpen(grant.end, access.time),
            ),
        );
        expect(missed).toEqual([]);
      }),
      { numRuns: PAIRS / 2 },
    );
  });

  test("finds no change when rules only move between privileges that last equally long", () => {
    const moved = fc
      .tuple(allowingRules, fc.infiniteStream(fc.nat(2)), ends)
      .map(([rules, places, lasting]) => {
        const targets = rules.map(() => places.next().value as number);
        return {
          before: [{ source: "one", rules, end: lasting }],
          after: [0, 1, 2].map((place) => ({
            source: `place ${place}`,
            rules: rules.filter((_, index) => targets[index] === place),
            end: lasting,
          })),
        };
      });
    fc.assert(
      fc.property(moved, ({ before, after }) => {
        expect(compare(before, after)).toEqual({ grown: [], shrunk: [] });
      }),
      { numRuns: PAIRS / 2 },
    );
  });

  test("finds no change between privileges that are all left alone, whatever they forbid", () => {
    fc.assert(
      fc.property(privileges, (same) => {
        const untouched = new Set(same.map(({ source }) => source));
        expect(compare(same, same, { untouched })).toEqual({ grown: [], shrunk: [] });
      }),
      { numRuns: PAIRS / 2 },
    );
  });
});

describe("the comparison of effective access", () => {
  const toLines = ({ grown, shrunk }: AccessComparison) => ({
    grown: grown.map(
      ({ grant, growth, doubt }) =>
        `${[...growth].sort().join("+")} ${grant.action}${doubt === undefined ? "" : ` (${doubt})`}`,
    ),
    shrunk: shrunk.map(({ grant, shrinkage }) => `${shrinkage} ${grant.action}`),
  });

  test.each(accessChanges)("$title", ({ before, after, recorded, grown = [], shrunk = [] }) => {
    expect(toLines(compare(before, after, recorded && { recorded }))).toEqual({ grown, shrunk });
  });
});
