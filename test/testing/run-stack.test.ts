import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { IdentityPrivilege, InfisicalAccessProvider } from "cdktf-infisical-access";
import { applyStack, destroyStack, planStack, SimulatedServer } from "cdktf-infisical-access/testing";

const identityId = "0d9f5a3e-6c1b-4f7a-8e52-3b9c7d1e4f60";
const outdir = mkdtempSync(join(tmpdir(), "infisical-access-testing-"));
const directory = join(outdir, "stacks", "access");
let server: SimulatedServer;

beforeAll(async () => {
  server = await SimulatedServer.start({ identities: [{ identityId, name: "deploy" }], projects: ["shop"] });
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "access");
  new LocalBackend(stack, { path: "terraform.tfstate" });
  new InfisicalAccessProvider(stack, "infisical");
  new IdentityPrivilege(stack, "deploy-read", {
    identityId,
    projectSlug: "shop",
    permissions: [{ actions: ["read"], subject: "secrets", conditions: { environment: "prod" } }],
  });
  app.synth();
});
afterAll(async () => {
  await server.close();
  rmSync(outdir, { recursive: true, force: true });
});

test("a stack is applied to the simulated server, its drift is found and repaired, and it is destroyed", async () => {
  await applyStack(directory, server);
  const [privilege] = server.privileges(identityId, "shop");
  expect(privilege).toMatchObject({ slug: "deploy-read", isTemporary: false });
  expect((await planStack(directory, server)).isEmpty).toBe(true);

  server.editPrivilege(privilege?.id ?? "", { permissions: [{ action: ["read"], subject: "secrets" }] });
  const { isEmpty, text } = await planStack(directory, server);
  expect(isEmpty).toBe(false);
  expect(text).toContain("0 to add, 1 to change, 0 to destroy");

  await applyStack(directory, server);
  expect(server.privileges(identityId, "shop")[0]?.permissions).toMatchObject([
    { conditions: { environment: "prod" } },
  ]);
  await destroyStack(directory, server);
  expect(server.privileges(identityId, "shop")).toEqual([]);
});

test("a plan that fails throws Terraform's words", async () => {
  const gone = await SimulatedServer.start({ identities: [], projects: ["another"] });
  try {
    await applyStack(directory, server);
    await expect(planStack(directory, gone)).rejects.toThrow(
      /terraform plan .* ended with status 1:[^]*shop/,
    );
  } finally {
    await destroyStack(directory, server);
    await gone.close();
  }
});
