import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatJson } from "../../src/review/format/json";
import { describeViolations, type FailOn, violations } from "../../src/review/gate";
import { readApprovedReview } from "../../src/review/read-approved-review";
import type { Plan } from "../../src/review/read-plan";
import { reviewPlans } from "../../src/review/review-plans";
import { sentenceOf } from "../../src/review/sentence";
import { planOf, type PlannedResource, privilege, until } from "./fixtures/plan-json";
import { universalAuth } from "./fixtures/universal-auth";
import { temporaryFolder } from "./temporary-folder";

const prod = { environment: "prod" };
const below = (glob: string) => ({ environment: "prod", secretPath: { $glob: glob } });
const created = (after: object): PlannedResource => ({ name: "a", after });
const changedUniversalAuth = (after: object): PlannedResource => ({
  name: "a",
  type: "infisicalaccess_universal_auth_config",
  before: universalAuth({}),
  after: universalAuth(after),
});

const covered: readonly [title: string, approved: PlannedResource, applied: PlannedResource][] = [
  ["the same plan", created(privilege(["edit"], prod)), created(privilege(["edit"], prod))],
  ["fewer actions", created(privilege(["edit", "delete"], prod)), created(privilege(["edit"], prod))],
  [
    "a narrower path",
    created(privilege(["edit"], below("/a/**"))),
    created(privilege(["edit"], below("/a/b/*"))),
  ],
  [
    "an earlier end",
    created(privilege(["edit"], prod, until("2026-11-23T18:00:00Z"))),
    created(privilege(["edit"], prod, until("2026-11-22T18:00:00Z"))),
  ],
  [
    "an end instead of none",
    created(privilege(["edit"], prod)),
    created(privilege(["edit"], prod, until("2026-11-22T18:00:00Z"))),
  ],
  [
    "a shorter lifetime of tokens",
    changedUniversalAuth({ access_token_ttl: 7200 }),
    changedUniversalAuth({ access_token_ttl: 5400 }),
  ],
  [
    "a part of the networks",
    changedUniversalAuth({ access_token_trusted_ips: ["10.0.0.0/8", "192.168.0.0/16"] }),
    changedUniversalAuth({ access_token_trusted_ips: ["10.0.0.0/8", "192.168.1.0/24"] }),
  ],
  [
    "only losses",
    created(privilege(["edit"], prod)),
    { name: "b", before: privilege(["read"], prod), after: null },
  ],
];

const beyond: readonly [title: string, approved: PlannedResource, applied: PlannedResource][] = [
  ["another action", created(privilege(["edit"], prod)), created(privilege(["edit", "delete"], prod))],
  ["a wider path", created(privilege(["edit"], below("/a/*"))), created(privilege(["edit"], below("/a/**")))],
  [
    "another environment",
    created(privilege(["edit"], prod)),
    created(privilege(["edit"], { environment: "dev" })),
  ],
  [
    "another project",
    created(privilege(["edit"], prod)),
    created(privilege(["edit"], prod, { project_slug: "storefront" })),
  ],
  [
    "another identity",
    created(privilege(["edit"], prod)),
    created(privilege(["edit"], prod, { identity_id: "22d7a1ef-6c8b-4da4-b3e9-f1a025c48b71" })),
  ],
  [
    "a later end",
    created(privilege(["edit"], prod, until("2026-11-22T18:00:00Z"))),
    created(privilege(["edit"], prod, until("2026-11-23T18:00:00Z"))),
  ],
  [
    "no end",
    created(privilege(["edit"], prod, until("2026-11-22T18:00:00Z"))),
    created(privilege(["edit"], prod)),
  ],
  [
    "what is no longer known",
    created(privilege(["edit"], prod)),
    { ...created(privilege(["edit"], prod)), unknown: { permissions: true } },
  ],
  [
    "a longer lifetime of tokens",
    changedUniversalAuth({ access_token_ttl: 5400 }),
    changedUniversalAuth({ access_token_ttl: 7200 }),
  ],
  [
    "another setting",
    changedUniversalAuth({ access_token_ttl: 5400 }),
    changedUniversalAuth({ lockout_enabled: false }),
  ],
  [
    "a setting of a new universal auth that no sentence mentions",
    { name: "a", type: "infisicalaccess_universal_auth_config", after: universalAuth({}) },
    {
      name: "a",
      type: "infisicalaccess_universal_auth_config",
      after: universalAuth({ lockout_threshold: 1000 }),
    },
  ],
  [
    "what was there when it was approved, and was removed since",
    { name: "a", before: privilege(["edit"], prod), after: privilege(["edit"], prod), actions: ["no-op"] },
    created(privilege(["edit"], prod)),
  ],
];

describe("--approved", () => {
  const folder = temporaryFolder();

  async function beyondApproval(approved: Plan, applied: Plan): Promise<string[]> {
    const path = join(folder.path, "approved.json");
    writeFileSync(path, formatJson(reviewPlans([approved]), []));
    const review = reviewPlans([applied]);
    const found = violations(review, {
      failOn: new Set(["gained"]),
      approved: await readApprovedReview(path),
    });
    return found.map(({ finding }) => sentenceOf(finding, review));
  }

  test.each(covered)("lets through %s", async (_title, approved, applied) => {
    expect(await beyondApproval(planOf([approved]), planOf([applied]))).toEqual([]);
  });

  test.each(beyond)("does not let through %s", async (_title, approved, applied) => {
    expect(await beyondApproval(planOf([approved]), planOf([applied]))).toHaveLength(1);
  });

  test("lets through what was unknown when it was approved and still is", async () => {
    const unknown: PlannedResource = {
      ...created(privilege(["edit"], prod)),
      unknown: { permissions: true },
    };
    expect(await beyondApproval(planOf([unknown]), planOf([unknown]))).toEqual([]);
  });

  describe("counts for the server that it was given for:", () => {
    const variables = { a: { value: "https://a.example" }, b: { value: "https://b.example" } };
    /** Of one stack, whose provider has this host. */
    const planOn = (host: object, actions: readonly string[] = ["edit"]) =>
      planOf([created(privilege(actions, prod))], {
        more: {
          variables,
          configuration: {
            provider_config: { infisicalaccess: { expressions: host } },
            root_module: {
              variables: { a: {}, b: {}, secret: { sensitive: true } },
              resources: [
                {
                  address: "infisicalaccess_identity_privilege.a",
                  provider_config_key: "infisicalaccess",
                },
              ],
            },
          },
        },
      });
    const host = (url: string) => ({ host: { constant_value: url } });
    const from = (...references: string[]) => ({ host: { references } });
    const environment = {};

    test.each<[string, object, object]>([
      ["a host in two spellings", host("https://a.example"), host("https://A.example/")],
      ["a host and a variable of this value", host("https://a.example"), from("var.a")],
      ["the environment", environment, environment],
    ])("%s, and for less there, too", async (_, approved, applied) => {
      expect(await beyondApproval(planOn(approved, ["edit", "read"]), planOn(applied))).toEqual([]);
    });

    test.each<[string, object]>([
      ["a local value", from("local.host")],
      ["a text with a variable in it", from("var.a", "local.suffix")],
    ])("%s, which no plan tells, counts word for word and no further", async (_, applied) => {
      expect(await beyondApproval(planOn(applied), planOn(applied))).toEqual([]);
      expect(await beyondApproval(planOn(applied, ["edit", "read"]), planOn(applied))).toHaveLength(1);
    });

    test.each<[string, object, object]>([
      ["another host", host("https://a.example"), host("https://b.example")],
      ["another value of the variable", from("var.a"), from("var.b")],
      ["a host instead of the environment", environment, host("https://a.example")],
      ["the environment instead of a host", host("https://a.example"), environment],
      ["a local value instead of a host", host("https://a.example"), from("local.host")],
      ["another local value", from("local.a"), from("local.b")],
      ["another value in a text", from("var.a", "local.suffix"), from("var.b", "local.suffix")],
    ])("not for %s", async (_, approved, applied) => {
      expect(await beyondApproval(planOn(approved), planOn(applied))).toHaveLength(1);
    });

    test("the violation says which server was approved, and which this is", async () => {
      const path = join(folder.path, "approved.json");
      writeFileSync(path, formatJson(reviewPlans([planOn(host("https://a.example"), ["edit", "read"])]), []));
      const gate = { failOn: new Set<FailOn>(), approved: await readApprovedReview(path) };
      const found = violations(reviewPlans([planOn(host("https://b.example"))]), gate);
      expect(describeViolations(found)).toEqual([
        "Not let through: 1 finding (--approved).",
        "As much was approved on https://a.example, and this is on https://b.example.",
      ]);
    });

    describe("in format 1.0, which names no servers,", () => {
      async function beyondOldApproval(approved: Plan, applied: Plan) {
        const path = join(folder.path, "approved.json");
        const json = JSON.parse(formatJson(reviewPlans([approved]), [])) as { findings: object[] };
        const findings = json.findings.map((finding) => ({ ...finding, server: undefined }));
        writeFileSync(path, JSON.stringify({ ...json, format_version: "1.0", findings }));
        const gate = { failOn: new Set<FailOn>(), approved: await readApprovedReview(path) };
        return describeViolations(violations(reviewPlans([applied]), gate));
      }

      test.each<[string, object]>([
        ["the environment names it", environment],
        ["the plan does not tell it", from("local.host")],
      ])("it counts word for word where %s", async (_, applied) => {
        expect(await beyondOldApproval(planOn(applied), planOn(applied))).toEqual([]);
        expect(await beyondOldApproval(planOn(applied, ["edit", "read"]), planOn(applied))).toHaveLength(2);
      });

      test("it does not count where the plan names one, and the violation says what to do", async () => {
        const plan = planOn(host("https://a.example"));
        expect(await beyondOldApproval(plan, plan)).toEqual([
          "Not let through: 1 finding (--approved).",
          "The approved review is of format 1.0, which names no servers, and this is on https://a.example. Have the review written and approved again.",
        ]);
      });
    });
  });

  test("says in one line that a file is no approved review", async () => {
    const path = join(folder.path, "plan.json");
    writeFileSync(path, "{}");
    await expect(readApprovedReview(path)).rejects.toThrow(
      /^.*plan\.json is not the JSON of a review that this command knows .*$/,
    );
  });
});
