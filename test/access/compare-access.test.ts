import fc from "fast-check";
import { type AccessEnd, NEVER } from "../../src/access/access-end";
import { type AccessComparison, compareAccess } from "../../src/access/compare-access";
import type { Conditions } from "../../src/access/conditions";
import { effectiveAccess, type PlannedPrivilege, type PlannedRule } from "../../src/access/effective-access";
import { ScopeQuestions } from "../../src/access/scope-questions";
import { accessChanges, NOW } from "./tables/access-changes";
import { certainlyAllows, fits, isOpen, mayAllow, type Point } from "./brute-force";

/** How many pairs of moments are generated; `npm run brute-force` takes 10,000. */
const PAIRS = Number(process.env.ACCESS_PAIRS ?? 800);
const MILLISECONDS_PER_PAIR = 50;
const HOUR = 3_600_000;

const globs = [
  "/",
  "/a",
  "/a/**",
  "/a/*",
  "/*",
  "/**",
  "**",
  "/a/b/**",
  "/**/b",
  "/a/*/c",
  "/{a,b}/**",
  "/[ab]/*",
  "/a*",
  "/!(a)",
  "*",
  "/a/",
  "[[[",
  "/A/**",
  "/a/**/c",
  "/a/**/b/**",
  "/{a,b}/{b,c}",
  "/a/{b,c}/**",
  "/{a,b/a}",
  "/a|/b",
  "!/a/**",
  "/.*",
  "/**/.b",
  "/a?",
  "/@(a|b)/*",
];
const paths = [
  "/",
  "/a",
  "/A",
  "/a/b",
  "/A/b",
  "/a/c",
  "/a/b/c",
  "/a/x/y/c",
  "/b",
  "/b/a",
  "/b/c",
  "/ab",
  "/.a",
  "/a/.b",
  "/a/.b/c",
  "/x/b",
];
const environment = fc.constantFrom<Conditions>(
  "prod",
  "dev",
  { $in: ["dev", "prod"] },
  { $ne: "prod" },
  { $glob: "p*" },
  { $in: ["dev", "prod"], $regex: "d" },
  { $in: [] },
);
const secretPath = fc.oneof(
  fc.constantFrom(...globs).map(($glob) => ({ $glob })),
  fc.constantFrom<Conditions>("/a", { $ne: "/a" }, { $in: ["/a/b", "/b"] }, { $glob: "/a/**", $ne: "/a/b" }),
);
const secretName = fc.constantFrom<Conditions>(
  "DB_URL",
  { $glob: "DB_*" },
  { $ne: "DB_URL" },
  { $in: ["DB_URL", "TOKEN"] },
);
const conditions: fc.Arbitrary<Conditions> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom<Conditions>(null, {}) },
  { weight: 8, arbitrary: fc.record({ environment, secretPath }, { requiredKeys: [] }) },
  { weight: 2, arbitrary: fc.record({ environment, secretPath, secretName }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: fc.record({ environment, secretTags: fc.constant({ $in: ["x"] }) }) },
);
const rule = (inverted: fc.Arbitrary<boolean>): fc.Arbitrary<PlannedRule> =>
  fc.record({
    actions: fc.uniqueArray(fc.constantFrom("read", "readValue", "edit"), { minLength: 1 }),
    subject: fc.constant("secrets"),
    conditions,
    inverted,
  });
const end: fc.Arbitrary<AccessEnd> = fc.oneof(
  fc.constant(NEVER),
  fc
    .constantFrom(-1, 1, 4, 8)
    .map((hours): AccessEnd => ({ kind: "at", time: NOW.getTime() + hours * HOUR })),
);
const allowing = rule(fc.constant(false));
const any = rule(fc.nat(3).map((number) => number === 0));
const privilegesOf = (rules: fc.Arbitrary<PlannedRule>): fc.Arbitrary<PlannedPrivilege[]> =>
  fc
    .array(fc.record({ rules: fc.array(rules, { minLength: 1, maxLength: 3 }), end }), { maxLength: 3 })
    .map((privileges) =>
      privileges.map((privilege, index) => ({ ...privilege, source: `privilege ${index}` })),
    );
/** Two moments that share some privileges, as plans do. */
const pair = fc
  .constantFrom(allowing, any)
  .chain((rules) =>
    fc.tuple(privilegesOf(rules), privilegesOf(rules), fc.array(fc.boolean(), { maxLength: 3 })),
  )
  .map(([before, after, kept]) => ({
    before,
    after: after.map((privilege, index) => (kept[index] === true ? (before[index] ?? privilege) : privilege)),
  }));
const places = ["prod", "dev", "staging", "Prod"].flatMap((environment) =>
  paths.flatMap((secretPath) =>
    ["DB_URL", "DB_USER", "TOKEN", "db_url"].map((secretName) => ({ environment, secretPath, secretName })),
  ),
);
const grid: Point[] = ["describeSecret", "readValue", "edit"].flatMap((action) =>
  places.flatMap((place) =>
    [0, 2, 6, 20].map((hours) => ({ action, place, time: NOW.getTime() + hours * HOUR })),
  ),
);
/** One point in so many of the grid; a prime, so that each sample meets every value of everything. */
const SPARSENESS = 31;
const points = fc.nat(SPARSENESS - 1).map((first) => grid.filter((_, index) => index % SPARSENESS === first));

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
      fc.property(pair, points, ({ before, after }, sample) => {
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
      fc.property(pair, points, ({ before, after }, sample) => {
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
      fc.property(pair, points, ({ before, after }, sample) => {
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
      .tuple(fc.array(allowing, { minLength: 1, maxLength: 5 }), fc.infiniteStream(fc.nat(2)), end)
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
      fc.property(privilegesOf(any), (privileges) => {
        const untouched = new Set(privileges.map(({ source }) => source));
        expect(compare(privileges, privileges, { untouched })).toEqual({ grown: [], shrunk: [] });
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
