import type { AccessEnd } from "../../../src/access/access-end";
import type { Conditions } from "../../../src/access/conditions";
import type { PlannedPrivilege, PlannedRule } from "../../../src/access/effective-access";

/** A change of what one identity may do in one project, and what is to be said of it, as "growth action". */
export interface AccessChangeRow {
  readonly title: string;
  readonly before: readonly PlannedPrivilege[];
  readonly after: readonly PlannedPrivilege[];
  readonly recorded?: readonly PlannedPrivilege[];
  readonly grown?: readonly string[];
  readonly shrunk?: readonly string[];
}

/** The time at which the rows are compared. */
export const NOW = new Date("2026-11-22T12:00:00Z");

const hour = 3_600_000;
const never: AccessEnd = { kind: "never" };
const inHours = (hours: number): AccessEnd => ({ kind: "at", time: NOW.getTime() + hours * hour });
const afterApply = (hours: number): AccessEnd => ({ kind: "after-apply", milliseconds: hours * hour });

const prod = (glob?: string): Conditions =>
  glob === undefined ? { environment: "prod" } : { environment: "prod", secretPath: { $glob: glob } };
const allow = (action: string, conditions: Conditions): PlannedRule => ({
  actions: [action],
  subject: "secrets",
  conditions,
  inverted: false,
});
const forbid = (action: string, conditions: Conditions): PlannedRule => ({
  ...allow(action, conditions),
  inverted: true,
});
const unknownConditions = (action: string): PlannedRule => ({
  ...allow(action, null),
  conditionsUnknown: true,
});
const privilege = (
  source: string,
  rules: PlannedRule[] | undefined,
  end: AccessEnd = never,
): PlannedPrivilege => ({
  source,
  rules,
  end,
});

export const accessChanges: readonly AccessChangeRow[] = [
  {
    title: "a first privilege is gained",
    before: [],
    after: [privilege("a", [allow("edit", prod("/a/**"))])],
    grown: ["gained edit"],
  },
  {
    title: "a further action is gained, the one that was there is not mentioned",
    before: [privilege("a", [allow("edit", prod())])],
    after: [privilege("a", [allow("edit", prod()), allow("delete", prod())])],
    grown: ["gained delete"],
  },
  {
    title: "a wider glob is widened, not gained and lost",
    before: [privilege("a", [allow("edit", prod("/a/b/**"))])],
    after: [privilege("a", [allow("edit", prod("/a/**"))])],
    grown: ["widened edit"],
  },
  {
    title: "a narrower glob is narrowed",
    before: [privilege("a", [allow("edit", prod("/a/**"))])],
    after: [privilege("a", [allow("edit", prod("/a/b/*"))])],
    shrunk: ["narrowed edit"],
  },
  {
    title: "another environment is gained, the old one lost",
    before: [privilege("a", [allow("edit", { environment: "dev" })])],
    after: [privilege("a", [allow("edit", prod())])],
    grown: ["gained edit"],
    shrunk: ["lost edit"],
  },
  {
    title: "a narrower privilege beside a wider one changes nothing",
    before: [privilege("a", [allow("edit", prod("/**"))])],
    after: [privilege("a", [allow("edit", prod("/**"))]), privilege("b", [allow("edit", prod("/a/*"))])],
  },
  {
    title: "two rules that are replaced by one for both environments change nothing",
    before: [privilege("a", [allow("edit", { environment: "dev" }), allow("edit", prod())])],
    after: [privilege("a", [allow("edit", { environment: { $in: ["prod", "dev"] } })])],
  },
  {
    title: "read instead of both its parts changes nothing",
    before: [privilege("a", [allow("readValue", prod()), allow("describeSecret", prod())])],
    after: [privilege("a", [allow("read", prod())])],
  },
  {
    title: "a later end is prolonged",
    before: [privilege("a", [allow("edit", prod())], inHours(4))],
    after: [privilege("a", [allow("edit", prod())], inHours(8))],
    grown: ["prolonged edit"],
  },
  {
    title: "an earlier end is shortened",
    before: [privilege("a", [allow("edit", prod())], inHours(8))],
    after: [privilege("a", [allow("edit", prod())], inHours(4))],
    shrunk: ["shortened edit"],
  },
  {
    title: "no end any more is permanent",
    before: [privilege("a", [allow("edit", prod())], inHours(8))],
    after: [privilege("a", [allow("edit", prod())])],
    grown: ["permanent edit"],
  },
  {
    title: "an end where there was none is shortened",
    before: [privilege("a", [allow("edit", prod())])],
    after: [privilege("a", [allow("edit", prod())], inHours(4))],
    shrunk: ["shortened edit"],
  },
  {
    title: "a wider glob that is also permanent is both",
    before: [privilege("a", [allow("edit", prod("/a/*"))], inHours(4))],
    after: [privilege("a", [allow("edit", prod("/a/**"))])],
    grown: ["permanent+widened edit"],
  },
  {
    title: "a longer window beside a permanent privilege of the same access changes nothing",
    before: [
      privilege("a", [allow("edit", prod())]),
      privilege("b", [allow("edit", prod("/a"))], inHours(1)),
    ],
    after: [privilege("a", [allow("edit", prod())]), privilege("b", [allow("edit", prod("/a"))], inHours(9))],
  },
  {
    title: "a renewal counts from the apply, and is prolonged",
    before: [privilege("a", [allow("edit", prod())], inHours(1))],
    after: [privilege("a", [allow("edit", prod())], afterApply(4))],
    grown: ["prolonged edit"],
    shrunk: [],
  },
  {
    title: "a renewal of a window that ends later is shortened, unless the apply comes late",
    before: [privilege("a", [allow("edit", prod())], inHours(24))],
    after: [privilege("a", [allow("edit", prod())], afterApply(4))],
    grown: ["may-widen edit (late-apply)"],
    shrunk: ["shortened edit"],
  },
  {
    title: "a window that had ended and opens again is gained and prolonged",
    before: [privilege("a", [allow("edit", prod())], inHours(-1))],
    after: [privilege("a", [allow("edit", prod())], afterApply(4))],
    grown: ["gained+prolonged edit"],
  },
  {
    title: "a window that had ended and is removed changes nothing",
    before: [privilege("a", [allow("edit", prod())], inHours(-1))],
    after: [],
  },
  {
    title: "what was removed outside and comes back is regranted",
    before: [],
    after: [privilege("a", [allow("edit", prod())])],
    recorded: [privilege("a", [allow("edit", prod())])],
    grown: ["regranted edit"],
  },
  {
    title: "what was narrowed outside and comes back is regranted",
    before: [privilege("a", [allow("edit", prod("/a"))])],
    after: [privilege("a", [allow("edit", prod("/**"))])],
    recorded: [privilege("a", [allow("edit", prod("/**"))])],
    grown: ["regranted edit"],
  },
  {
    title: "what comes back wider than it was is gained",
    before: [],
    after: [privilege("a", [allow("edit", prod("/**"))])],
    recorded: [privilege("a", [allow("edit", prod("/a"))])],
    grown: ["gained edit"],
  },
  {
    title: "unknown conditions may be any",
    before: [privilege("a", [allow("edit", prod())])],
    after: [privilege("a", [unknownConditions("edit")])],
    grown: ["may-widen edit (unknown)"],
  },
  {
    title: "a condition that cannot be compared may widen",
    before: [privilege("a", [allow("edit", { environment: "prod", secretTags: { $in: ["x"] } })])],
    after: [privilege("a", [allow("edit", { environment: "prod", secretTags: { $in: ["x", "y"] } })])],
    grown: ["may-widen edit (undecidable)"],
    shrunk: ["may-narrow edit"],
  },
  {
    title: "a condition that cannot be compared narrows what had none",
    before: [privilege("a", [allow("edit", prod())])],
    after: [privilege("a", [allow("edit", { environment: "prod", secretTags: { $in: ["x"] } })])],
    shrunk: ["may-narrow edit"],
  },
  {
    title: "a path that is forbidden behind the rule that allows it is narrowed",
    before: [privilege("a", [allow("edit", prod())])],
    after: [privilege("a", [allow("edit", prod()), forbid("edit", prod("/a"))])],
    shrunk: ["narrowed edit"],
  },
  {
    title: "a path that is forbidden before the rule that allows it stays allowed",
    before: [privilege("a", [allow("edit", prod())])],
    after: [privilege("a", [forbid("edit", prod("/a")), allow("edit", prod())])],
  },
  {
    title: "a rule that forbids and goes widens, and may widen what roles allow",
    before: [privilege("a", [allow("edit", prod()), forbid("edit", prod("/a"))])],
    after: [privilege("a", [allow("edit", prod())])],
    grown: ["widened edit", "may-widen edit (prohibition)"],
  },
  {
    title: "what another privilege forbids may be allowed or not",
    before: [privilege("b", [forbid("edit", prod("/a"))])],
    after: [privilege("b", [forbid("edit", prod("/a"))]), privilege("a", [allow("edit", prod())])],
    grown: ["may-widen edit (order)"],
  },
];
