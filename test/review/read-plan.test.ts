import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { readPlan } from "../../src/review/read-plan";
import { refuseUnjudgeable } from "../../src/review/refuse-unjudgeable";
import { reviewPlans } from "../../src/review/review-plans";
import { planJson, planOf, privilege } from "./fixtures/plan-json";
import { StackPlanner } from "./planned-stack";
import { temporaryFolder } from "./temporary-folder";

const folder = temporaryFolder();
const nothing = Readable.from([]);

describe("what is no plan", () => {
  const rows: readonly [content: string, message: RegExp][] = [
    ["", /is empty\. Write one with/],
    ["plan: 1", /is no plan: it is neither JSON .* nor a saved plan file\./],
    ["[1]", /holds JSON, but no plan\./],
    ["{}", /holds JSON, but no plan: there is no format_version\./],
    ['{"format_version":"1.0","values":{}}', /holds a state, not a plan\./],
    ['{"format_version":"1.0","provider_schemas":{}}', /holds no plan: there are no planned_values\./],
    [
      '{"format_version":"2.0","planned_values":{}}',
      /is a plan in format 2\.0, and this command knows format 1\./,
    ],
    [
      '{"format_version":"1.2","planned_values":{},"resource_changes":7}',
      /resource_changes: .*expected array/,
    ],
    [
      '{"format_version":"1.2","planned_values":{},"errored":true}',
      /ended with an error, so that it can't be applied\./,
    ],
    [
      '{"@level":"info","@message":"x"}\n{"@level":"info"}',
      /holds the log of `terraform plan -json`, not a plan\./,
    ],
    ["\u001b]0;title\u0007{", /is no plan/],
  ];

  test.each(rows)("%j is said to be none in one line", async (content, message) => {
    const path = join(folder.path, "plan.json");
    writeFileSync(path, content);
    const failure = await readPlan(path, nothing, {}).then(
      () => "",
      (error: Error) => error.message,
    );
    expect(failure).toMatch(message);
    expect(failure).toContain(path);
    expect(failure).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test("a file that does not exist, and a folder, are said to be that", async () => {
    await expect(readPlan(join(folder.path, "none.json"), nothing, {})).rejects.toThrow("does not exist.");
    await expect(readPlan(folder.path, nothing, {})).rejects.toThrow("is a folder. Name the plan in it.");
  });
});

describe("a plan", () => {
  const json = planJson([{ name: "a", after: privilege(["edit"], { environment: "prod" }) }]);

  test("is read from standard input", async () => {
    const plan = await readPlan(
      "-",
      Readable.from([Buffer.from(json.slice(0, 9)), Buffer.from(json.slice(9))]),
      {},
    );
    expect(reviewPlans([plan]).findings).toHaveLength(1);
  });

  test("is read as PowerShell writes it", async () => {
    const path = join(folder.path, "utf16.json");
    writeFileSync(path, Buffer.from(`\uFEFF${json}`, "utf16le"));
    expect(reviewPlans([await readPlan(path, nothing, {})]).findings).toHaveLength(1);
  });

  test("names resources by the constructs of the cdk.tf.json beside it", async () => {
    const resource = { "//": { metadata: { path: "payments/deploy-bot/read-prod", uniqueId: "a" } } };
    writeFileSync(
      join(folder.path, "cdk.tf.json"),
      JSON.stringify({ resource: { infisicalaccess_identity_privilege: { a: resource } } }),
    );
    const path = join(folder.path, "plan.json");
    writeFileSync(path, json);
    const [finding] = reviewPlans([await readPlan(path, nothing, {})]).findings;
    expect(finding?.identity.name).toBe("payments/deploy-bot/read-prod");
    expect(finding?.resources).toMatchObject([{ constructPath: "payments/deploy-bot/read-prod" }]);
  });

  test("that terraform saved is shown by terraform, from the stack's folder", async () => {
    const planner = await StackPlanner.start("2024-07");
    try {
      await planner.declare({
        infisicalaccess_identity_privilege: {
          a: {
            identity_id: planner.simulator.world.targets[0]?.identityId,
            project_slug: "payments",
            slug: "a",
            permissions: [{ actions: ["edit"], subject: "secrets" }],
          },
        },
      });
      await planner.workspace.succeed("plan", "-out=saved.plan", "-input=false");
      const path = join(planner.workspace.directory, "saved.plan");
      const { findings } = reviewPlans([await readPlan(path, nothing, planner.environment)]);
      expect(findings).toMatchObject([{ kinds: ["gained"], project: "payments" }]);

      await expect(
        readPlan(path, nothing, { ...planner.environment, TERRAFORM_BINARY_NAME: "no-terraform" }),
      ).rejects.toThrow(/saved\.plan is a saved plan file\. no-terraform could not be run/);
    } finally {
      await planner.close();
    }
  });
});

describe("a gate", () => {
  const ours = { name: "a", after: privilege(["edit"], null) };

  test("refuses to judge a plan without a resource of this provider", () => {
    const other = {
      name: "a",
      type: "null_resource",
      providerName: "registry.terraform.io/hashicorp/null",
      after: {},
    };
    expect(() =>
      refuseUnjudgeable(reviewPlans([planOf([ours]), planOf([other], { source: "other.json" })])),
    ).toThrow(/^other\.json holds no resource of this provider/);
  });

  const unknownVersions = {
    "another type": planOf([{ ...ours, type: "infisicalaccess_identity_role" }]),
    "another attribute": planOf([{ name: "a", after: privilege(["edit"], null, { networks: [] }) }]),
    "another version of the schema": planOf([ours], {
      more: {
        planned_values: {
          root_module: {
            resources: [
              {
                address: "infisicalaccess_identity_privilege.a",
                mode: "managed",
                type: "infisicalaccess_identity_privilege",
                provider_name: "npm.invalid/cdktf-infisical-access/infisicalaccess",
                schema_version: 7,
                values: {},
              },
            ],
          },
        },
      },
    }),
  };
  test.each(Object.entries(unknownVersions))("refuses to judge a plan with %s", (_title, plan) => {
    expect(() => refuseUnjudgeable(reviewPlans([plan]))).toThrow(
      /^plan\.json was made by another version of the provider than this command knows: infisicalaccess_/,
    );
  });

  test("judges a plan with a resource of this provider", () => {
    expect(() => refuseUnjudgeable(reviewPlans([planOf([ours])]))).not.toThrow();
  });
});
