import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROVIDER_ADDRESS } from "../../src/provider/address";
import { infisicalAccessProvider } from "../../src/provider/infisical-access-provider";
import { builtProviderVersion } from "../../src/installation/provider-package";
import { type Simulator, startSimulator } from "../../src/simulator/start-simulator";
import { type ReattachServer, serveReattach } from "../../src/terraform-plugin";
import { infisicalAccess } from "../cli/command";
import type { CommandResult } from "../support/running-command";
import { TerraformWorkspace } from "../support/terraform-workspace";

const PRIVILEGE = "infisicalaccess_identity_privilege";

let simulator: Simulator;
let provider: ReattachServer;
let workspace: TerraformWorkspace;
let identityId: string;

beforeEach(async () => {
  simulator = await startSimulator({ rateLimit: false });
  identityId = simulator.world.targets[0]?.identityId ?? "";
  provider = await serveReattach(infisicalAccessProvider(builtProviderVersion()));
  workspace = await TerraformWorkspace.create({ TF_REATTACH_PROVIDERS: provider.reattachProviders });
});
afterEach(async () => {
  await provider.close();
  await simulator.close();
  await workspace.remove();
});

const privilege = (slug: string, action: string, more: object = {}) => ({
  identity_id: identityId,
  project_slug: "payments",
  slug,
  permissions: [{ actions: [action], subject: "secrets", conditions: '{"environment":"prod"}' }],
  ...more,
});
const login = () => ({
  infisicalaccess_universal_auth_config: { login: { identity_id: identityId, access_token_ttl: 3600 } },
});

/** What the stack of a commit declares. */
async function declare(privileges: Readonly<Record<string, object>>, others: object = {}): Promise<void> {
  const { clientId, clientSecret } = simulator.world.operator;
  const resource = { ...(Object.keys(privileges).length > 0 && { [PRIVILEGE]: privileges }), ...others };
  await workspace.write({
    terraform: { required_providers: { infisicalaccess: { source: PROVIDER_ADDRESS } } },
    provider: { infisicalaccess: { host: simulator.url, client_id: clientId, client_secret: clientSecret } },
    ...(Object.keys(resource).length > 0 && { resource }),
  });
}

/** Plans and has it reviewed, as the job of a pipeline does. @returns what Terraform and the review say */
async function review(...options: string[]): Promise<CommandResult & { plan: string }> {
  const plan = await workspace.succeed("plan", "-no-color", "-input=false", "-out=plan.bin");
  const json = join(workspace.directory, "plan.json");
  writeFileSync(json, await workspace.succeed("show", "-json", "plan.bin"));
  return { plan, ...(await infisicalAccess(["review", json, ...options], process.env)) };
}

const names = () => simulator.store.privileges(identityId, "payments").map(({ slug }) => slug);

test("what docs/incident.md says of Terraform is so", async () => {
  const rows = {
    read: privilege("read", "read"),
    hotfix: privilege("hotfix", "edit", { temporary: { range: "4h" } }),
  };
  await declare(rows, login());
  await workspace.apply();
  const firstLogin = simulator.store.universalAuth(identityId);

  // A pull request that is under way is reviewed and approved.
  const next = { ...rows, more: privilege("more", "create") };
  await declare(next, login());
  const approved = join(workspace.directory, "approved.json");
  writeFileSync(approved, (await review("--format", "json")).stdout);

  // 1. The identity is contained by hand.
  simulator.store.detachUniversalAuth(identityId);
  for (const { id } of simulator.store.privileges(identityId, "payments"))
    simulator.store.deletePrivilege(id);

  // 2. The merge of what was approved before is refused; so is whatever grants it again.
  const merge = await review("--approved", approved);
  expect(merge.exitCode).toBe(2);
  expect(merge.plan).toContain("Privilege Was Removed Outside Terraform");
  expect(merge.plan).toContain("Universal Auth Was Removed Outside Terraform");
  expect(merge.stdout).toMatch(
    /3 granted again\.[^]*✗ gets back read on secrets in prod, which was removed outside Terraform/,
  );
  expect((await review("--fail-on", "regranted")).exitCode).toBe(2);

  // 3. The constructs are taken out: nothing is granted, whatever the state still holds.
  await declare({});
  expect((await review()).plan).toContain("Plan: 0 to add, 0 to change, 1 to destroy.");
  simulator.takeRequests();
  await workspace.apply();
  const written = simulator
    .takeRequests()
    .filter(({ method, path }) => ["POST", "PATCH"].includes(method) && !path.endsWith("/login"));
  expect(written).toEqual([]);
  expect(names()).toEqual([]);

  // 5. And given back.
  await declare(rows, login());
  await workspace.apply();
  expect(names().sort()).toEqual(["hotfix", "read"]);
  expect(simulator.store.universalAuth(identityId)?.clientId).not.toBe(firstLogin?.clientId);
}, 120_000);
