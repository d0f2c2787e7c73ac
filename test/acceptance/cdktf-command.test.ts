import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { type Simulator, startSimulator } from "../../src/simulator/start-simulator";
import { CleanEnvironment } from "../support/clean-environment";
import { installNullProvider } from "../support/null-provider/install-null-provider";

const REPOSITORY = resolve(__dirname, "../..");
const MODULES = join(REPOSITORY, "node_modules");

let simulator: Simulator;
let project: string;
let environment: CleanEnvironment;

beforeEach(async () => {
  simulator = await startSimulator({ rateLimit: false, ipAllowlisting: true });
  project = mkdtempSync(join(tmpdir(), "infisical-access-project-"));
  const { operator, targets } = simulator.world;
  environment = new CleanEnvironment({
    CI: "1",
    INFISICAL_HOST: simulator.url,
    INFISICAL_UNIVERSAL_AUTH_CLIENT_ID: operator.clientId,
    INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET: operator.clientSecret,
    TF_VAR_project_slug: "payments",
    TF_VAR_identity_id: targets[0]?.identityId ?? "",
    TF_VAR_checkout_identity_id: targets[0]?.identityId ?? "",
    TF_VAR_ledger_identity_id: targets[1]?.identityId ?? "",
    TF_VAR_pipeline_identity_id: targets[2]?.identityId ?? "",
    TF_VAR_engineer_identity_id: targets[4]?.identityId ?? "",
  });
});

afterEach(async () => {
  environment.remove();
  rmSync(project, { recursive: true, force: true });
  await simulator.close();
});

/** Makes the folder a project like a user's: an example as its app, the built package and cdktf in node_modules. */
function use(example: string): void {
  copyFileSync(join(REPOSITORY, "examples", example, "main.ts"), join(project, "main.ts"));
  const app = `${process.execPath} ${join(MODULES, "tsx/dist/cli.mjs")} main.ts`;
  writeFileSync(
    join(project, "cdktf.json"),
    JSON.stringify({ language: "typescript", app, sendCrashReports: "false" }),
  );
  mkdirSync(join(project, "node_modules"));
  symlinkSync(REPOSITORY, join(project, "node_modules", "cdktf-infisical-access"));
  for (const name of ["cdktf", "constructs"])
    symlinkSync(join(MODULES, name), join(project, "node_modules", name));
}

/** Runs the real cdktf command in the project; what it prints, when it succeeds. */
function cdktf(...parameters: string[]): Promise<string> {
  const command = join(MODULES, "cdktf-cli/bundle/bin/cdktf");
  return new Promise((fulfil, reject) => {
    const options = { cwd: project, env: environment.variables, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [command, ...parameters], options, (error, stdout, stderr) => {
      const output = stripVTControlCharacters(stdout + stderr);
      if (error === null) fulfil(output);
      else reject(new Error(`cdktf ${parameters.join(" ")} failed:\n${output}`));
    });
  });
}

const slugs = () =>
  simulator.store
    .allPrivileges()
    .map(({ slug }) => slug)
    .sort();

test("the quick start is compared, deployed and destroyed without a setting", async () => {
  use("quick-start");
  expect(await cdktf("diff")).toContain("Plan: 3 to add, 0 to change, 0 to destroy.");
  expect(slugs()).toEqual([]);

  expect(await cdktf("deploy", "--auto-approve")).toContain("Resources: 3 added, 0 changed, 0 destroyed.");
  expect(slugs()).toEqual(["read-app-secrets", "rotate-app-secrets"]);

  expect(await cdktf("destroy", "--auto-approve")).toContain("Resources: 3 destroyed.");
  expect(slugs()).toEqual([]);
}, 240_000);

test("the first run of a stack with another provider asks no registry for ours", async () => {
  use("demo");
  // The original of hashicorp/null would come from its registry; a stand-in lies where Terraform looks first.
  await installNullProvider(join(project, "cdktf.out/stacks/shop-access"));
  rmSync(join(project, "cdktf.out/stacks/shop-access/.terraform.lock.hcl"));
  expect(await cdktf("diff")).toContain("9 to add");
}, 120_000);
