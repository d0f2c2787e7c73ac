import {
  DataResource,
  dependable,
  Fn,
  TerraformIterator,
  type TerraformStack,
  TerraformVariable,
} from "cdktf";
import {
  AccessGate,
  IdentityPrivilege,
  type IdentityPrivilegeConfig,
  InfisicalAccessProvider,
  NullProvider,
  UniversalAuthConfig,
  type UniversalAuthConfigConfig,
} from "../../src/constructs";
import { infisicalAccessProvider } from "../../src/provider/infisical-access-provider";
import { type Simulator, startSimulator } from "../../src/simulator/start-simulator";
import { type ReattachServer, serveReattach } from "../../src/terraform-plugin";
import { nullProvider } from "../support/null-provider/null-provider";
import { SynthesisedStack } from "../support/synthesised-stack";

const IDENTITY = "11c6f0de-5b7a-4c93-a2d8-e09f14b37a60";

let simulator: Simulator;
let providers: ReattachServer[];
let stack: SynthesisedStack;

beforeEach(async () => {
  simulator = await startSimulator({ rateLimit: false });
  providers = [await serveReattach(infisicalAccessProvider("0.0.0-test")), await serveReattach(nullProvider)];
  const reattach = providers.map(({ reattachProviders }) => JSON.parse(reattachProviders) as object);
  stack = await SynthesisedStack.create({
    TF_VAR_client_secret: simulator.world.operator.clientSecret,
    TF_REATTACH_PROVIDERS: JSON.stringify(Object.assign({}, ...reattach)),
  });
  synthesise();
  await stack.workspace.succeed("init", "-input=false");
  await stack.workspace.apply();
});

afterEach(async () => {
  await stack.remove();
  await Promise.all(providers.map((provider) => provider.close()));
  await simulator.close();
});

const SECRETS = {
  actions: ["read", "edit"],
  subject: "secrets",
  conditions: { environment: "prod", secretPath: { $glob: "/app/**" } },
};

interface Access {
  readonly privilege?: Partial<IdentityPrivilegeConfig>;
  readonly auth?: Partial<UniversalAuthConfigConfig>;
}

/** Synthesises a workload behind a gate on one privilege and one universal auth. */
function synthesise({ privilege, auth }: Access = {}): void {
  stack.synthesise((scope: TerraformStack) => {
    const clientSecret = new TerraformVariable(scope, "client_secret", { type: "string", sensitive: true });
    new InfisicalAccessProvider(scope, "infisical", {
      host: simulator.url,
      clientId: simulator.world.operator.clientId,
      clientSecret: clientSecret.stringValue,
    });
    new NullProvider(scope, "null");
    const watch = [
      new IdentityPrivilege(scope, "secrets", {
        identityId: IDENTITY,
        projectSlug: "payments",
        permissions: [SECRETS],
        temporary: { range: "60m", renewTriggers: { build: "1" } },
        ...privilege,
      }),
      new UniversalAuthConfig(scope, "login", { identityId: IDENTITY, accessTokenTtl: "1h", ...auth }),
    ];
    const gate = new AccessGate(scope, "gate", { watch });
    new DataResource(scope, "workload", {
      input: { image: "checkout:1.4.2" },
      dependsOn: [gate],
      lifecycle: { replaceTriggeredBy: [dependable(gate)] },
    });
  });
}

/** What a plan does with gate, workload and access. */
async function actions(): Promise<Record<string, string>> {
  const { json } = await stack.workspace.plan();
  return Object.fromEntries(
    (json.resource_changes ?? []).map(({ address, change }) => [address, change.actions.join(" then ")]),
  );
}

const GATE = "null_resource.gate";
const WORKLOAD = "terraform_data.workload";
const PRIVILEGE = "infisicalaccess_identity_privilege.secrets";
const AUTH = "infisicalaccess_universal_auth_config.login";

test("a changed access replaces gate and workload in one apply, after the access", async () => {
  synthesise({
    privilege: {
      permissions: [{ ...SECRETS, conditions: { ...SECRETS.conditions, secretPath: { $glob: "/**" } } }],
    },
  });
  expect(await actions()).toEqual({
    [PRIVILEGE]: "update",
    [AUTH]: "no-op",
    [GATE]: "delete then create",
    [WORKLOAD]: "delete then create",
  });
  const output = await stack.workspace.apply();
  expect(events(output)).toEqual([
    `${WORKLOAD}: Destruction`,
    `${GATE}: Destruction`,
    `${PRIVILEGE}: Modifications`,
    `${GATE}: Creation`,
    `${WORKLOAD}: Creation`,
  ]);
  expect((await stack.workspace.plan()).hasChanges).toBe(false);
});

test.each<[string, Access, Record<string, string>]>([
  [
    "a renewal",
    { privilege: { temporary: { range: "60m", renewTriggers: { build: "2" } } } },
    { [PRIVILEGE]: "update", [AUTH]: "no-op" },
  ],
  [
    "another spelling in the code",
    {
      privilege: {
        permissions: [
          { ...SECRETS, actions: ["edit"] },
          { ...SECRETS, actions: ["read"] },
        ],
        temporary: { range: "1h", renewTriggers: { build: "1" } },
      },
      auth: { accessTokenTtl: 3_600 },
    },
    { [PRIVILEGE]: "no-op", [AUTH]: "no-op" },
  ],
  [
    "a shorter token lifetime",
    { auth: { accessTokenTtl: "30m" } },
    {
      [AUTH]: "update",
      [PRIVILEGE]: "no-op",
      [GATE]: "delete then create",
      [WORKLOAD]: "delete then create",
    },
  ],
])("%s", async (_, access, expected) => {
  synthesise(access);
  expect(await actions()).toEqual({ [GATE]: "no-op", [WORKLOAD]: "no-op", ...expected });
});

test("access that was changed on the server is put right without touching the workload", async () => {
  const row = simulator.store.privilege(IDENTITY, "payments", "secrets");
  const [rule] = row?.permissions ?? [];
  if (row === undefined || rule === undefined) throw new Error("The privilege is not on the server.");
  simulator.store.editPrivilege(row.id, {
    permissions: [...row.permissions, { ...rule, action: "delete" }],
  });
  expect(await actions()).toEqual({
    [PRIVILEGE]: "update",
    [AUTH]: "no-op",
    [GATE]: "no-op",
    [WORKLOAD]: "no-op",
  });
});

test("access with a token in it has a fingerprint in the plan", async () => {
  const environment = Fn.lower("PROD");
  synthesise({
    privilege: { permissions: [{ ...SECRETS, conditions: { ...SECRETS.conditions, environment } }] },
    auth: { accessTokenTtl: Fn.parseint("3600", 10) },
  });
  const { json } = await stack.workspace.plan();
  const gate = json.resource_changes?.find(({ address }) => address === GATE);
  const fingerprint: unknown = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(gate?.change.after?.triggers).toEqual({ secrets: fingerprint, login: fingerprint });
});

test("a gate over several instances of a privilege plans and applies", async () => {
  const environments = TerraformIterator.fromList(["dev", "prod"]);
  const environment = environments.value;
  synthesise({
    privilege: {
      forEach: environments,
      slug: `read-${environment}`,
      permissions: [{ ...SECRETS, conditions: { ...SECRETS.conditions, environment } }],
    },
  });
  await stack.workspace.apply();
  // Instances are created at once, in no order.
  const slugs = simulator.store.privileges(IDENTITY, "payments").map(({ slug }) => slug);
  expect(slugs.sort()).toEqual(["read-dev", "read-prod"]);
  expect((await stack.workspace.plan()).hasChanges).toBe(false);
});

test("on destroy the workload goes first, then the gate, then the access", async () => {
  const order = events(await stack.workspace.destroy()).map((event) => event.split(":")[0]);
  expect(order.slice(0, 2)).toEqual([WORKLOAD, GATE]);
  expect(order.slice(2).sort()).toEqual([PRIVILEGE, AUTH].sort());
});

/** What an apply completed, in its order: "null_resource.gate: Creation". */
function events(output: string): string[] {
  return [...output.matchAll(/^(\S+: \w+) complete after/gm)].map(([, event = ""]) => event);
}
