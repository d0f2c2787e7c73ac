import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jsonReport } from "../../src/review/format/json-report";
import { StackPlanner } from "../review/planned-stack";
import { infisicalAccess } from "./command";

describe("infisical-access drift", () => {
  let planner: StackPlanner;
  let stack: string;
  let environment: NodeJS.ProcessEnv;
  const drift = (...parameters: string[]) => infisicalAccess(["drift", ...parameters], environment);

  beforeAll(async () => {
    planner = await StackPlanner.start("2024-07");
    stack = planner.workspace.directory;
    const { clientId, clientSecret } = planner.simulator.world.operator;
    environment = {
      ...planner.environment,
      INFISICAL_HOST: planner.simulator.url,
      INFISICAL_UNIVERSAL_AUTH_CLIENT_ID: clientId,
      INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET: clientSecret,
    };
    const identityId = planner.simulator.world.targets[0]?.identityId ?? "";
    await planner.declare({
      infisicalaccess_identity_privilege: {
        deploy: {
          "//": { metadata: { path: "payments/deploy-bot/read-prod" } },
          identity_id: identityId,
          project_slug: "payments",
          slug: "read-prod",
          permissions: [{ actions: ["read"], subject: "secrets" }],
        },
      },
    });
    await planner.workspace.apply();
  });
  afterAll(() => planner.close());

  test("ends with status 0 when nothing was changed, quietly in a pipeline, and takes a folder named twice for one", async () => {
    const { exitCode, stdout, stderr } = await drift(stack, `${stack}/`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^Nothing that 1 stack manages was changed outside Terraform\.\n\nScope: /);
  });

  describe("beside a privilege that somebody added", () => {
    beforeAll(() => {
      const identityId = planner.simulator.world.targets[0]?.identityId ?? "";
      const permissions = [{ subject: ["secrets"], action: ["delete"] }];
      planner.simulator.store.addPrivilege(identityId, "payments", { slug: "backdoor", permissions });
    });

    test("ends with status 2 and names it by its construct's identity, unless it is ignored", async () => {
      const { exitCode, stdout, stderr } = await drift(stack, "--ignore", "ci-*");
      expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: "" });
      expect(stdout).toContain("payments/deploy-bot/read-prod  ");
      expect(stdout).toContain("! has the privilege backdoor, which no stack manages");
      const ignored = await drift(stack, "--ignore", "ci-*", "--ignore", "back*");
      expect(ignored.exitCode).toBe(0);
    });

    test("says of one with many rules what the first grant, and how many more there are; the JSON has all", async () => {
      const identityId = planner.simulator.world.targets[0]?.identityId ?? "";
      const permissions = Array.from({ length: 1000 }, (_, index) => ({
        subject: ["secrets"],
        action: ["read"],
        conditions: { environment: "prod", secretPath: { $glob: `/team-${index}/**` } },
      }));
      const { store } = planner.simulator;
      const { id } = store.addPrivilege(identityId, "payments", { slug: "thousand", permissions });
      try {
        for (const format of ["terminal", "markdown", "html"]) {
          const { stdout } = await drift(stack, "--ignore", "backdoor", "--format", format);
          expect(stdout.replace(/\s+/g, " ")).toMatch(
            /thousand\W.*; and 990 more rules \(--format json has them all\), permanent/,
          );
          if (format === "terminal") expect(stdout.split("\n").length).toBeLessThan(25);
        }
        const { stdout } = await drift(stack, "--ignore", "backdoor", "--format", "json");
        const [finding] = jsonReport.parse(JSON.parse(stdout)).drift;
        expect(finding?.access).toHaveLength(1000);
        expect(finding?.predicate.match(/under \/team-\d+/g)).toHaveLength(1000);
      } finally {
        store.deletePrivilege(id);
      }
    });

    test("ends with status 1 where a stack could not be read, and says in the report, too, what is missing in it", async () => {
      const empty = join(stack, "empty");
      mkdirSync(empty);
      const { exitCode, stdout, stderr } = await drift(stack, empty, "--format", "json");
      expect(exitCode).toBe(1);
      const report = jsonReport.parse(JSON.parse(stdout));
      expect(report.failures).toEqual([
        expect.stringMatching(/empty could not be planned: .* Error: No configuration files /),
        "Unmanaged privileges were not looked for, because not every state could be read.",
      ]);
      expect(stderr).toBe(`${report.failures.join("\n")}\n`);
    });
  });

  test("does not repeat the configuration that Terraform quotes in an error", async () => {
    const broken = mkdtempSync(join(tmpdir(), "infisical-access-drift-test-"));
    try {
      writeFileSync(join(broken, "main.tf"), 'output "a" {\n  value = "s3cret ${missing()}"\n}\n');
      const { exitCode, stderr } = await drift(broken);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^[^\n]* could not be planned: .* Error: Call to unknown function [^\n]*\n$/);
      expect(stderr).not.toContain("s3cret");
    } finally {
      rmSync(broken, { recursive: true });
    }
  });

  test("speaks of the folder in which it runs so that no sentence ends with a row of dots", async () => {
    const empty = mkdtempSync(join(tmpdir(), "infisical-access-drift-test-"));
    try {
      writeFileSync(join(empty, "main.tf"), "");
      const { stdout, stderr } = await infisicalAccess(["drift", "."], environment, empty);
      expect({ stdout, stderr }).toEqual({
        stdout: expect.stringContaining("In ./ there is no resource of this provider.\n") as string,
        stderr: "",
      });
    } finally {
      rmSync(empty, { recursive: true });
    }
  });

  test("prints one line and nothing else where there is no stack", async () => {
    expect(await drift("/nowhere")).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: "/nowhere is not the folder of a stack.\n",
    });
  });
});
