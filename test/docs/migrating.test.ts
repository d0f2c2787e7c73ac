import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROVIDER_ADDRESS } from "../../src/provider/address";
import { infisicalAccessProvider } from "../../src/provider/infisical-access-provider";
import { builtInWorld } from "../../src/simulator/built-in-world";
import { type Simulator, startSimulator } from "../../src/simulator/start-simulator";
import { type ReattachServer, serveReattach } from "../../src/terraform-plugin";
import { officialProvider } from "../support/official-provider";
import { TerraformWorkspace } from "../support/terraform-workspace";
import { markdownBlocks } from "./markdown-blocks";

const IDENTITY = "78e59e24-a17b-4a93-8700-6f60a7f332fd";
const blocks = markdownBlocks("docs/migrating.md");
const blockWith = (language: string, text: string) =>
  blocks.find((block) => block.language === language && block.code.includes(text))?.code ?? "";

let simulator: Simulator;
let servers: ReattachServer[];
let workspace: TerraformWorkspace;

beforeEach(async () => {
  const targets = [{ identityId: IDENTITY, name: "deploy" }];
  simulator = await startSimulator({ rateLimit: false, world: { ...builtInWorld, targets, outsiders: [] } });
  servers = [
    await serveReattach(infisicalAccessProvider("0.0.0-test")),
    await serveReattach(officialProvider("registry.terraform.io", simulator.store)),
  ];
  const providers = servers.map(({ reattachProviders }) => JSON.parse(reattachProviders) as object);
  const { clientId, clientSecret } = simulator.world.operator;
  workspace = await TerraformWorkspace.create({
    TF_REATTACH_PROVIDERS: JSON.stringify(Object.assign({}, ...providers)),
  });
  await workspace.write({
    terraform: {
      required_providers: {
        infisical: { source: "infisical/infisical" },
        infisicalaccess: { source: PROVIDER_ADDRESS },
      },
    },
    provider: {
      infisicalaccess: { host: simulator.url, client_id: clientId, client_secret: clientSecret },
    },
  });
});
afterEach(async () => {
  for (const server of servers) await server.close();
  await simulator.close();
  await workspace.remove();
});

const declare = (code: string) => writeFileSync(join(workspace.directory, "access.tf"), code);

const OFFICIAL_PRIVILEGE = `
resource "infisical_project_identity_specific_privilege" "deploy" {
  identity_id  = "${IDENTITY}"
  project_slug = "payments"
  slug         = "deploy-read"
  permission = {
    actions    = ["read", "edit"]
    subject    = "secrets"
    conditions = { environment = "prod", secret_path = "/app/**" }
  }
}
`;
const OFFICIAL_UNIVERSAL_AUTH = `
resource "infisical_identity_universal_auth" "deploy" {
  identity_id      = "${IDENTITY}"
  access_token_ttl = 3600
}
`;

const onServer = () => [simulator.store.allPrivileges(), simulator.store.universalAuth(IDENTITY)];

/** Applies what is declared now, after which nothing is left to do and the server is as it was. */
async function expectHandover(before: unknown): Promise<void> {
  await workspace.apply();
  expect(await workspace.succeed("plan", "-no-color", "-detailed-exitcode")).toContain("No changes.");
  expect(await workspace.succeed("state", "list")).not.toMatch(/^infisical_/m);
  expect(onServer()).toEqual(before);
}

test("the blocks for moved hand both resources over without a write", async () => {
  declare(OFFICIAL_PRIVILEGE + OFFICIAL_UNIVERSAL_AUTH);
  await workspace.apply();
  const before = onServer();
  declare(blockWith("hcl", "moved {"));
  expect(await workspace.succeed("plan", "-no-color")).toMatch(
    /has moved to[^]*Plan: 0 to add, 0 to change, 0 to destroy\./,
  );
  await expectHandover(before);
}, 60_000);

test("the blocks for removed and import do so, too", async () => {
  declare(OFFICIAL_PRIVILEGE);
  await workspace.apply();
  const before = onServer();
  declare(blockWith("hcl", "removed {"));
  expect(await workspace.succeed("plan", "-no-color")).toContain(
    "Plan: 1 to import, 0 to add, 0 to change, 0 to destroy.",
  );
  await expectHandover(before);
}, 60_000);

test("and so do the commands for older versions, with the resource declared in place of the official one", async () => {
  declare(OFFICIAL_PRIVILEGE);
  await workspace.apply();
  const before = onServer();
  const [resource = ""] =
    /^resource "infisicalaccess_identity_privilege"[^]*?^}$/m.exec(blockWith("hcl", "removed {")) ?? [];
  declare(resource);
  const commands = blockWith("sh", "terraform state rm").trim().split("\n");
  expect(commands).toHaveLength(3);
  for (const command of commands) {
    const [program, ...parameters] = command.split(" ");
    expect(program).toBe("terraform");
    await workspace.succeed(...parameters);
  }
  await expectHandover(before);
}, 60_000);
