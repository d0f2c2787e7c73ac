import { FAIL_ON, type FailOn, violations } from "../../src/review/gate";
import type { Plan } from "../../src/review/read-plan";
import { reviewPlans } from "../../src/review/review-plans";
import { planOf, privilege, until } from "./fixtures/plan-json";

const prod = { environment: "prod" };
const below = (glob: string) => ({ environment: "prod", secretPath: { $glob: glob } });

/** Plans, and the kinds of `--fail-on` that do not let them through. */
const plans: readonly { title: string; plan: Plan; refusedBy: readonly FailOn[] }[] = [
  {
    title: "a first privilege",
    plan: planOf([{ name: "a", after: privilege(["edit"], prod) }]),
    refusedBy: ["gained"],
  },
  {
    title: "a wider path",
    plan: planOf([
      { name: "a", before: privilege(["edit"], below("/a/*")), after: privilege(["edit"], below("/a/**")) },
    ]),
    refusedBy: ["widened"],
  },
  {
    title: "a later end",
    plan: planOf([
      {
        name: "a",
        before: privilege(["edit"], prod, until("2026-11-22T18:00:00Z")),
        after: privilege(["edit"], prod, until("2026-11-23T18:00:00Z")),
      },
    ]),
    refusedBy: ["prolonged"],
  },
  {
    title: "a temporary privilege that becomes permanent",
    plan: planOf([
      {
        name: "a",
        before: privilege(["edit"], prod, until("2026-11-22T18:00:00Z")),
        after: privilege(["edit"], prod),
      },
    ]),
    refusedBy: ["permanent"],
  },
  {
    title: "a privilege that was removed outside and is made again",
    plan: planOf([
      { name: "a", recorded: privilege(["edit"], prod), before: null, after: privilege(["edit"], prod) },
    ]),
    refusedBy: ["regranted", "any-drift"],
  },
  {
    title: "permissions that are known only after the apply",
    plan: planOf([
      {
        name: "a",
        before: privilege(["edit"], prod),
        after: privilege(["edit"], prod),
        unknown: { permissions: true },
      },
    ]),
    refusedBy: ["may-widen"],
  },
  {
    title: "a window that had ended and opens again",
    plan: planOf([
      {
        name: "a",
        before: privilege(["edit"], prod, until("2026-11-22T10:00:00Z")),
        after: privilege(["edit"], prod, until("2026-11-22T18:00:00Z")),
      },
    ]),
    refusedBy: ["gained", "prolonged"],
  },
  {
    title: "an action that somebody added and the plan takes back",
    plan: planOf([
      {
        name: "a",
        recorded: privilege(["read"], prod),
        before: privilege(["read", "edit"], prod),
        after: privilege(["read"], prod),
      },
    ]),
    refusedBy: ["any-drift"],
  },
  {
    title: "a privilege that somebody narrowed without effect, beside a wider one",
    plan: planOf([
      {
        name: "wide",
        before: privilege(["read"], null),
        after: privilege(["read"], null),
        actions: ["no-op"],
      },
      { name: "a", recorded: privilege(["read"], prod), before: null, after: privilege(["read"], prod) },
    ]),
    refusedBy: ["any-drift"],
  },
  {
    title: "a narrower path, a removed privilege and a rename",
    plan: planOf([
      { name: "a", before: privilege(["edit"], below("/a/**")), after: privilege(["edit"], below("/a/*")) },
      { name: "b", before: privilege(["read"], prod), after: null },
      {
        name: "c",
        before: privilege(["create"], prod),
        after: privilege(["create"], prod, { slug: "renamed" }),
      },
    ]),
    refusedBy: [],
  },
];

describe("--fail-on", () => {
  test.each(plans)("refuses $title by $refusedBy and by no other kind", ({ plan, refusedBy }) => {
    const review = reviewPlans([plan]);
    const refusing = FAIL_ON.filter(
      (kind) => violations(review, { failOn: new Set([kind]), approved: undefined }).length > 0,
    );
    expect(refusing.sort()).toEqual([...refusedBy].sort());
  });
});
