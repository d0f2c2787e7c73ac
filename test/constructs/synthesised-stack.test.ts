import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LocalBackend, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { IdentityPrivilege, InfisicalAccessProvider, UniversalAuthConfig } from "../../src/constructs";
import { installProvider } from "../../src/installation/install-provider";
import { builtProviderVersion, readProviderPackage } from "../../src/installation/provider-package";
import { PROVIDER_ADDRESS } from "../../src/provider/address";
import { type Simulator, startSimulator } from "../../src/simulator/start-simulator";
import { SynthesisedStack } from "../support/synthesised-stack";
import { IDENTITY } from "./synthesise";

const INJECTION = 'prod","environment":"*';

let simulator: Simulator;
let stack: SynthesisedStack;

beforeEach(async () => {
  simulator = await startSimulator({ rateLimit: false, ipAllowlisting: true });
  const { clientId, clientSecret } = simulator.world.operator;
  stack = await SynthesisedStack.create({
    INFISICAL_HOST: simulator.url,
    INFISICAL_UNIVERSAL_AUTH_CLIENT_ID: clientId,
    INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET: clientSecret,
    TF_VAR_environment: INJECTION,
  });
});

afterEach(async () => {
  await stack.remove();
  await simulator.close();
});

/** Every kind of attribute, with texts that are harmless only as long as nothing takes them for code. */
function access(scope: TerraformStack): void {
  new InfisicalAccessProvider(scope, "infisical");
  const environment = new TerraformVariable(scope, "environment", { type: "string" }).stringValue;
  new UniversalAuthConfig(scope, "login", {
    identityId: IDENTITY,
    accessTokenTtl: "1h",
    accessTokenTrustedIps: ["10.20.0.0/16", "2001:db8::/32"],
  });
  new IdentityPrivilege(scope, "read", {
    identityId: IDENTITY,
    projectSlug: "payments",
    permissions: [
      {
        actions: ["read"],
        subject: "secrets",
        conditions: { environment, secretPath: { $glob: '/${a}/"b"\\%{c}/**' } },
      },
      {
        actions: ["edit", "create"],
        subject: "secrets",
        conditions: { environment: 'dev "${var.environment}"' },
      },
    ],
    temporary: { range: "4h", renewTriggers: { "Build.Number": "${build}" } },
  });
}

test("a synthesised stack needs nothing but terraform init, and means what its code says", async () => {
  stack.synthesise(access);
  await stack.workspace.succeed("init", "-input=false", "-lockfile=readonly");
  await stack.workspace.apply();
  expect((await stack.workspace.plan()).hasChanges).toBe(false);

  const row = simulator.store.privilege(IDENTITY, "payments", "read");
  const granted = row?.permissions.map(({ action, conditions }) => ({ action, conditions }));
  expect(granted).toHaveLength(3);
  expect(granted).toEqual(
    expect.arrayContaining([
      {
        action: "read",
        conditions: { environment: INJECTION, secretPath: { $glob: '/${a}/"b"\\%{c}/**' } },
      },
      { action: "edit", conditions: { environment: 'dev "${var.environment}"' } },
      { action: "create", conditions: { environment: 'dev "${var.environment}"' } },
    ]),
  );
  expect(row?.temporaryRange).toBe("4h");
  const { "infisicalaccess_identity_privilege.read": read } = await stack.workspace.state();
  expect(read?.temporary).toMatchObject({ renew_triggers: { "Build.Number": "${build}" } });
});

test("the same stack synthesised as HCL plans no change", async () => {
  stack.synthesise(access);
  await stack.workspace.succeed("init", "-input=false");
  await stack.workspace.apply();

  const hclStack = new TerraformStack(Testing.app(), "access");
  new LocalBackend(hclStack, { path: "terraform.tfstate" });
  access(hclStack);
  rmSync(join(stack.directory, "cdk.tf.json"));
  writeFileSync(join(stack.directory, "cdk.tf"), Testing.synthHcl(hclStack, true) as string);
  const plan = await stack.workspace.plan();
  expect(plan.text).toContain("No changes.");
});

test("after an upgrade of the package a plain terraform init and plan work again", async () => {
  stack.synthesise(access);
  const older = { ...readProviderPackage(), version: "0.0.1" };
  const file = join(stack.directory, "cdk.tf.json");
  const synthesised = readFileSync(file, "utf8");
  writeFileSync(file, synthesised.replace(builtProviderVersion(), older.version));
  installProvider(older, stack.directory);
  await stack.workspace.succeed("init", "-input=false");
  await stack.workspace.apply();

  stack.synthesise(access);
  expect(readdirSync(join(stack.directory, "terraform.d/plugins", PROVIDER_ADDRESS))).toEqual([
    builtProviderVersion(),
  ]);
  await stack.workspace.succeed("init", "-input=false");
  expect((await stack.workspace.plan()).hasChanges).toBe(false);
});
