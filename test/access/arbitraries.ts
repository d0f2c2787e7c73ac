import fc from "fast-check";
import { KNOWN_SUBJECTS } from "../../src/access/known-words";
import type { Conditions } from "../../src/access/conditions";
import type { PermissionRule } from "../../src/access/permission-rule";

/** Few enough values that generated rules often meet. */
const environment = fc.constantFrom<Conditions>(
  "prod",
  "dev",
  { $eq: "prod" },
  { $in: ["prod"] },
  { $in: ["dev", "prod"] },
  { $in: ["prod", "dev", "dev"] },
  { $ne: "prod" },
  { $in: ["prod"], $eq: "dev" },
);
const secretPath = fc.constantFrom<Conditions>(
  { $glob: "/**" },
  { $glob: "/app/**" },
  { $eq: "/app" },
  "/app",
);

export const conditions: fc.Arbitrary<Conditions> = fc.oneof(
  fc.constantFrom<Conditions>(null, {}, "odd", ["odd"], 7),
  fc.record({ environment, secretPath }, { requiredKeys: [] }),
  fc.record({ secretPath, environment }, { requiredKeys: [] }),
);

const action = fc.constantFrom("read", "describeSecret", "readValue", "create", "edit", "delete", "lease");

/** Any rule that a server may hold, on subjects that API v1 shows. */
export function rule(inverted: fc.Arbitrary<boolean>): fc.Arbitrary<PermissionRule> {
  return fc.record({
    actions: fc.uniqueArray(action, { minLength: 1, maxLength: 4 }),
    subject: fc.constantFrom("secrets", "secrets", "role"),
    conditions,
    inverted,
  });
}

export const allowingRules = fc.array(rule(fc.constant(false)), { maxLength: 5 });

/** Rules of which some may be inverted. */
export const rules = fc.oneof(allowingRules, fc.array(rule(fc.boolean()), { maxLength: 5 }));

/** Rules that API v1 takes, of any subject that it names. */
export const writableRules: fc.Arbitrary<PermissionRule[]> = fc.array(
  fc.record({
    actions: fc.uniqueArray(fc.constantFrom("read", "create", "edit", "delete"), { minLength: 1 }),
    subject: fc.oneof(fc.constant("secrets"), fc.constantFrom(...KNOWN_SUBJECTS)),
    conditions: fc.oneof(
      fc.constant(null),
      fc.record(
        {
          environment: fc.constantFrom("prod", "dev"),
          secretPath: fc.record({ $glob: fc.constantFrom("/**", "/app/**") }),
        },
        { requiredKeys: [] },
      ),
    ),
    inverted: fc.constant(false),
  }),
  { maxLength: 5 },
);

/** The same conditions in another spelling. */
function respelledConditions(value: Conditions): fc.Arbitrary<Conditions> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return fc.constant(value);
  const members = Object.entries(value).map(([field, operators]) =>
    respelledField(operators).map((respelled): [string, Conditions] => [field, respelled]),
  );
  return fc
    .tuple(...members)
    .chain((entries) => fc.shuffledSubarray(entries, { minLength: entries.length }))
    .map((entries) => Object.fromEntries(entries));
}

function respelledField(value: Conditions): fc.Arbitrary<Conditions> {
  if (typeof value === "string") return fc.constantFrom(value, { $eq: value }, { $in: [value, value] });
  if (value === null || typeof value !== "object" || Array.isArray(value)) return fc.constant(value);
  const { $in, ...others } = value as { $in?: Conditions[] };
  if ($in === undefined) return fc.constant(value);
  return fc
    .shuffledSubarray($in, { minLength: $in.length })
    .map((members) => ({ $in: [...members, ...$in], ...others }));
}

function respelledActions({ subject, actions }: PermissionRule): fc.Arbitrary<string[]> {
  const spelled = actions.flatMap((one) =>
    one === "read" && subject === "secrets" ? [["read"], ["describeSecret", "readValue"]] : [[one]],
  );
  const parts = actions.map((one) => fc.constantFrom(...spelled.filter((words) => meansAction(words, one))));
  return fc
    .tuple(...parts)
    .map((words) => words.flat())
    .chain((words) => fc.shuffledSubarray(words, { minLength: words.length }));
}

function meansAction(words: readonly string[], one: string): boolean {
  return (
    words.includes(one) || (one === "read" && words.includes("describeSecret") && words.includes("readValue"))
  );
}

/** The same rule, its actions spread over one or more neighbouring rules in other spellings. */
export function splitRule(whole: PermissionRule): fc.Arbitrary<PermissionRule[]> {
  return respelledActions(whole).chain((actions) =>
    fc.integer({ min: 1, max: actions.length }).chain((cut) => {
      const parts = [actions.slice(0, cut), actions.slice(cut)].filter((part) => part.length > 0);
      return fc.tuple(
        ...parts.map((part) =>
          respelledConditions(whole.conditions).map((respelled) => ({
            ...whole,
            actions: part,
            conditions: respelled,
          })),
        ),
      );
    }),
  );
}

/** The same rules, split; while none is inverted also shuffled and some of them given twice, once one is only as far as the order allows. */
export function respelledRules(list: readonly PermissionRule[]): fc.Arbitrary<PermissionRule[]> {
  const split = fc.tuple(...list.map(splitRule));
  if (list.some(({ inverted }) => inverted)) return split.map(scatter);
  return split
    .map((parts) => parts.flat())
    .chain((parts) => fc.subarray(parts).map((repeated) => [...parts, ...repeated]))
    .chain((parts) => fc.shuffledSubarray(parts, { minLength: parts.length }));
}

/** Moves the second part of each rule behind the first parts of all its neighbours of the same direction. */
function scatter(split: readonly PermissionRule[][]): PermissionRule[] {
  const runs: PermissionRule[][][] = [];
  for (const parts of split) {
    const run = runs.at(-1);
    if (run?.[0]?.[0]?.inverted === parts[0]?.inverted) run?.push(parts);
    else runs.push([parts]);
  }
  return runs.flatMap((run) => [
    ...run.flatMap(([first]) => first ?? []),
    ...run.flatMap(([, ...rest]) => rest),
  ]);
}
