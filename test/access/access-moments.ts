import fc from "fast-check";
import { type AccessEnd, NEVER } from "../../src/access/access-end";
import type { Conditions } from "../../src/access/conditions";
import type { PlannedPrivilege, PlannedRule } from "../../src/access/effective-access";
import type { Point } from "./brute-force";
import { NOW } from "./tables/access-changes";

const HOUR = 3_600_000;

/** Globs in which matchers differ. */
export const globs = [
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
  "/a/b|/c",
  "/c",
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
  "/c",
];
/** The empty text stands for the name where no secret is named. */
const names = ["DB_URL", "TOKEN", "db_url", ""];

const environments: readonly Conditions[] = [
  "prod",
  "dev",
  "Prod",
  { $in: ["dev", "prod"] },
  { $in: ["dev", "Prod", "prod"] },
  { $ne: "prod" },
  { $glob: "p*" },
  { $in: ["dev", "prod"], $regex: "d" },
  { $in: [] },
];
const secretPaths: readonly Conditions[] = [
  ...globs.map(($glob) => ({ $glob })),
  "/a",
  { $ne: "/a" },
  { $in: ["/a/b", "/b"] },
  { $glob: "/a/**", $ne: "/a/b" },
];
const secretNames: readonly Conditions[] = [
  "DB_URL",
  { $glob: "DB_*" },
  { $glob: "**" },
  { $ne: "DB_URL" },
  { $in: ["DB_URL", "TOKEN"] },
];

/** For each field the conditions that are of it alone, with none at all among them. */
export const conditionsByField: Readonly<Record<string, readonly Conditions[]>> = {
  environment: [null, ...environments.map((environment) => ({ environment }))],
  secretPath: [null, ...secretPaths.map((secretPath) => ({ secretPath }))],
  secretName: [null, ...secretNames.map((secretName) => ({ secretName }))],
};

const environment = fc.constantFrom(...environments);
const secretPath = fc.constantFrom(...secretPaths);
const secretName = fc.constantFrom(...secretNames);
const conditions: fc.Arbitrary<Conditions> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom<Conditions>(null, {}) },
  { weight: 8, arbitrary: fc.record({ environment, secretPath }, { requiredKeys: [] }) },
  { weight: 2, arbitrary: fc.record({ environment, secretPath, secretName }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: fc.record({ environment, secretTags: fc.constant({ $in: ["x"] }) }) },
);
const rule = (
  inverted: fc.Arbitrary<boolean>,
  where: fc.Arbitrary<Conditions> = conditions,
): fc.Arbitrary<PlannedRule> =>
  fc.record({
    actions: fc.uniqueArray(fc.constantFrom("read", "readValue", "edit"), { minLength: 1 }),
    subject: fc.constant("secrets"),
    conditions: where,
    inverted,
  });

/** Ends of windows, one of which is over. */
export const ends: fc.Arbitrary<AccessEnd> = fc.oneof(
  fc.constant(NEVER),
  fc
    .constantFrom(-1, 1, 4, 8)
    .map((hours): AccessEnd => ({ kind: "at", time: NOW.getTime() + hours * HOUR })),
);
const never = fc.constant(false);
const sometimes = fc.nat(3).map((number) => number === 0);

/** Rules that forbid nothing. */
export const allowingRules = fc.array(rule(never), { minLength: 1, maxLength: 5 });

const privilegesOf = (rules: fc.Arbitrary<PlannedRule>): fc.Arbitrary<PlannedPrivilege[]> =>
  fc
    .array(fc.record({ rules: fc.array(rules, { minLength: 1, maxLength: 3 }), end: ends }), { maxLength: 3 })
    .map((privileges) =>
      privileges.map((privilege, index) => ({ ...privilege, source: `privilege ${index}` })),
    );

/** Privileges of which some forbid. */
export const privileges = privilegesOf(rule(sometimes));

/** Two moments that share some privileges, as plans do. There are few conditions in each pair, so that rules meet. */
export const moments = fc
  .tuple(fc.array(conditions, { minLength: 2, maxLength: 4 }), fc.constantFrom(never, sometimes))
  .chain(([few, inverted]) => {
    const rules = rule(inverted, fc.constantFrom(...few));
    return fc.tuple(privilegesOf(rules), privilegesOf(rules), fc.array(fc.boolean(), { maxLength: 3 }));
  })
  .map(([before, after, kept]) => ({
    before,
    after: after.map((privilege, index) => (kept[index] === true ? (before[index] ?? privilege) : privilege)),
  }));

/** Places of secrets that the globs and the other conditions tell apart. */
export const places = ["prod", "dev", "staging", "Prod"].flatMap((environment) =>
  paths.flatMap((secretPath) => names.map((secretName) => ({ environment, secretPath, secretName }))),
);
const grid: Point[] = ["describeSecret", "readValue", "edit"].flatMap((action) =>
  places.flatMap((place) =>
    [0, 2, 6, 20].map((hours) => ({ action, place, time: NOW.getTime() + hours * HOUR })),
  ),
);
/** One point in so many; a prime. */
const SPARSENESS = 31;
/** A sample of all points that has every value of everything. */
export const points = fc
  .nat(SPARSENESS - 1)
  .map((first) => grid.filter((_, index) => index % SPARSENESS === first));
