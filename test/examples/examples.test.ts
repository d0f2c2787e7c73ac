import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { applyStack, planStack, SimulatedServer } from "../../src/testing";
import { infisicalAccess } from "../cli/command";
import { documentationPages } from "../docs/markdown-blocks";

const REPOSITORY = join(__dirname, "../..");
const EXAMPLES = join(REPOSITORY, "examples");

const checkout = "11c6f0de-5b7a-4c93-a2d8-e09f14b37a60";
const ledger = "22d7a1ef-6c8b-4da4-b3e9-f1a025c48b71";
const pipeline = "33e8b2f0-7d9c-4eb5-84fa-02b136d59c82";
const ONE_IDENTITY = { TF_VAR_identity_id: checkout, TF_VAR_project_slug: "payments" };

let server: SimulatedServer;
let directory: string;
const start = process.cwd();

beforeEach(async () => {
  server = await SimulatedServer.start({
    identities: [
      { identityId: checkout, name: "checkout-api" },
      { identityId: ledger, name: "ledger-worker" },
      { identityId: pipeline, name: "release-pipeline" },
    ],
  });
  directory = realpathSync(mkdtempSync(join(tmpdir(), "infisical-access-example-")));
  // An example synthesises into the current directory, as cdktf has it, and keeps its state there.
  process.chdir(directory);
});
afterEach(async () => {
  process.chdir(start);
  rmSync(directory, { recursive: true, force: true });
  await server.close();
});

/** @returns the folders of the stacks by name */
async function synthesise(example: string): Promise<Map<string, string>> {
  await import(join(EXAMPLES, example, "main"));
  const stacks = join(directory, "cdktf.out/stacks");
  return new Map(readdirSync(stacks).map((name) => [name, join(stacks, name)]));
}

/** What the identities have in a project: "name: slug, slug". */
function privilegesIn(project: string): string[] {
  return server.identities.flatMap(({ identityId, name }) => {
    const slugs = server.privileges(identityId, project).map(({ slug }) => slug);
    return slugs.length === 0 ? [] : [`${name}: ${slugs.sort().join(", ")}`];
  });
}

test("deployment-access: another commit opens the window anew, in place, and the same commit changes nothing", async () => {
  const stack = (await synthesise("deployment-access")).get("deployment-access") ?? "";
  const deploy = (commit: string) => applyStack(stack, server, { ...ONE_IDENTITY, TF_VAR_commit: commit });
  await deploy("3f1c2aa");
  const [first] = server.privileges(checkout, "payments");
  expect(first).toMatchObject({ slug: "deploy-prod", isTemporary: true, temporaryRange: "1h" });

  await deploy("3f1c2aa");
  expect(server.privileges(checkout, "payments")).toEqual([first]);

  await deploy("9b0e4d7");
  const [renewed, ...others] = server.privileges(checkout, "payments");
  expect(others).toEqual([]);
  expect(renewed).toMatchObject({ id: first?.id, permissions: first?.permissions });
  expect(renewed?.temporaryAccessStartTime).toBeGreaterThan(first?.temporaryAccessStartTime ?? Infinity);
}, 60_000);

test("access-table: each project has a stack, and what is done to one project reaches no other", async () => {
  const stacks = await synthesise("access-table");
  expect([...stacks.keys()].sort()).toEqual(["payments", "storefront"]);

  await applyStack(stacks.get("payments") ?? "", server);
  expect(privilegesIn("payments")).toEqual([
    "checkout-api: checkout-api-prod",
    "ledger-worker: ledger-worker-prod",
    "release-pipeline: release-pipeline-staging",
  ]);
  expect(privilegesIn("storefront")).toEqual([]);
  expect((await planStack(stacks.get("payments") ?? "", server)).isEmpty).toBe(true);
  expect((await planStack(stacks.get("storefront") ?? "", server)).text).toContain("Plan: 3 to add");
}, 60_000);

test("beside-official-provider: the stack asks for both providers, and access waits for the membership", async () => {
  const stack = (await synthesise("beside-official-provider")).get("shop-access") ?? "";
  const { terraform, resource } = JSON.parse(readFileSync(join(stack, "cdk.tf.json"), "utf8")) as {
    terraform: { required_providers: Record<string, { source: string }> };
    resource: Record<string, Record<string, object>>;
  };
  expect(Object.values(terraform.required_providers).map(({ source }) => source)).toEqual([
    "infisical/infisical",
    "npm.invalid/cdktf-infisical-access/infisicalaccess",
  ]);
  expect(resource.infisicalaccess_identity_privilege?.["checkout-read"]).toMatchObject({
    identity_id: "${infisical_identity.checkout.id}",
    project_slug: "${infisical_project.shop.slug}",
    depends_on: ["infisical_project_identity.checkout-in-shop"],
  });
  expect(Object.keys(resource).filter((type) => type.startsWith("infisical_"))).toEqual([
    "infisical_identity",
    "infisical_project",
    "infisical_project_identity",
  ]);
});

test("plain-hcl: after an installation terraform applies it, and takes away what nobody declared", async () => {
  copyFileSync(join(EXAMPLES, "plain-hcl/main.tf"), join(directory, "main.tf"));
  const { stdout } = await infisicalAccess(["install"], process.env, directory);
  writeFileSync(join(directory, "versions.tf"), stdout);
  server.addPrivilege(checkout, "payments", "by-hand", [{ action: "delete", subject: "secrets" }]);

  await applyStack(directory, server, ONE_IDENTITY);
  // What was there before the list was declared shows in the plan after it.
  await applyStack(directory, server, ONE_IDENTITY);
  expect(privilegesIn("payments")).toEqual(["checkout-api: read-app-secrets, rotate-app-secrets"]);
  expect((await planStack(directory, server, ONE_IDENTITY)).isEmpty).toBe(true);
}, 60_000);

test("every example is linked from README or docs/", () => {
  const text = ["README.md", ...documentationPages()].map((page) =>
    readFileSync(join(REPOSITORY, page), "utf8"),
  );
  const missing = readdirSync(EXAMPLES).filter((name) => !text.join("\n").includes(`examples/${name}`));
  expect(missing).toEqual([]);
});
