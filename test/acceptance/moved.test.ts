import { PROVIDER_ADDRESS } from "../../src/provider/address";
import { infisicalAccessProvider } from "../../src/provider/infisical-access-provider";
import { type Simulator, startSimulator } from "../../src/simulator/start-simulator";
import { type ReattachServer, serveReattach } from "../../src/terraform-plugin";
import { officialProvider } from "../support/official-provider";
import { TerraformWorkspace } from "../support/terraform-workspace";
import { PRIVILEGE, UNIVERSAL_AUTH } from "./access-under-test";

const OFFICIAL_PRIVILEGE = "infisical_project_identity_specific_privilege";
const OFFICIAL_UNIVERSAL_AUTH = "infisical_identity_universal_auth";

const permission = {
  actions: ["read", "edit"],
  subject: "secrets",
  conditions: { environment: "prod", secret_path: "/app/**" },
};
const permissions = [
  {
    actions: ["edit", "read"],
    subject: "secrets",
    conditions: '{"environment":"prod","secretPath":{"$glob":"/app/**"}}',
  },
];

describe.each(["registry.terraform.io", "registry.opentofu.org"])(
  "a move from %s/infisical/infisical",
  (host) => {
    let simulator: Simulator;
    let servers: ReattachServer[];
    let workspace: TerraformWorkspace;
    let identityId: string;

    beforeEach(async () => {
      simulator = await startSimulator({ rateLimit: false });
      identityId = simulator.world.targets[0]?.identityId ?? "";
      servers = [
        await serveReattach(infisicalAccessProvider("0.0.0-test")),
        await serveReattach(officialProvider(host, simulator.store)),
      ];
      const providers = servers.map(({ reattachProviders }) => JSON.parse(reattachProviders) as object);
      workspace = await TerraformWorkspace.create({
        TF_REATTACH_PROVIDERS: JSON.stringify(Object.assign({}, ...providers)),
      });
    });
    afterEach(async () => {
      for (const server of servers) await server.close();
      await simulator.close();
      await workspace.remove();
    });

    async function declare(resource: object, more: object = {}): Promise<void> {
      const { clientId, clientSecret } = simulator.world.operator;
      await workspace.write({
        terraform: {
          required_providers: {
            infisical: { source: `${host}/infisical/infisical` },
            infisicalaccess: { source: PROVIDER_ADDRESS },
          },
        },
        provider: {
          infisicalaccess: { host: simulator.url, client_id: clientId, client_secret: clientSecret },
        },
        resource,
        ...more,
      });
    }

    /** Applies the official resource, then declares ours as moved from it. */
    async function move(from: [type: string, attributes: object], to: [address: string, attributes: object]) {
      await declare({ [from[0]]: { old: from[1] } });
      await workspace.apply();
      const [type = "", name = ""] = to[0].split(".");
      await declare({ [type]: { [name]: to[1] } }, { moved: [{ from: `${from[0]}.old`, to: to[0] }] });
    }

    const pair = () => ({ identity_id: identityId, project_slug: "payments" });

    test.each([
      ["permission", { permission }, { permissions }],
      [
        "permissions_v2",
        {
          permissions_v2: [
            { action: ["read"], subject: "secrets", inverted: false, conditions: '{"environment":"prod"}' },
            { action: ["read"], subject: "secret-folders", inverted: false, conditions: null },
          ],
        },
        {
          permissions: [
            { actions: ["read"], subject: "secret-folders" },
            { actions: ["read"], subject: "secrets", conditions: '{"environment":"prod"}' },
          ],
        },
      ],
      [
        "a temporary privilege",
        { permission, is_temporary: true, temporary_range: "4h" },
        { permissions, temporary: { range: "240m" } },
      ],
    ])("of a privilege with %s ends in an empty plan without a write", async (_, official, ours) => {
      await move(
        [OFFICIAL_PRIVILEGE, { ...pair(), slug: "deploy-read", ...official }],
        [PRIVILEGE, { ...pair(), slug: "deploy-read", ...ours }],
      );
      const [before] = simulator.store.allPrivileges();
      const { result: plan, requests } = await simulator.requestsDuring(() => workspace.plan());
      expect(plan.text).toMatch(/Plan: 0 to add, 0 to change, 0 to destroy/);
      const { requests: ofApply } = await simulator.requestsDuring(() => workspace.apply());
      expect(
        [...requests, ...ofApply].filter(({ method }) => method !== "GET").map(({ route }) => route),
      ).toEqual(expect.not.arrayContaining([expect.stringContaining("additional-privilege")]));
      expect(simulator.store.allPrivileges()).toEqual([before]);
      expect((await workspace.plan()).hasChanges).toBe(false);
      expect((await workspace.state())[PRIVILEGE]).toMatchObject({ id: before?.id, slug: "deploy-read" });
    });

    test("of a privilege whose slug the server made up keeps that slug", async () => {
      await move([OFFICIAL_PRIVILEGE, { ...pair(), permission }], [PRIVILEGE, { ...pair(), permissions }]);
      await workspace.apply();
      const [row] = simulator.store.allPrivileges();
      expect(row?.slug).toMatch(/^made-up-/);
      expect((await workspace.state())[PRIVILEGE]).toMatchObject({ id: row?.id, slug: row?.slug });
      expect((await workspace.plan()).hasChanges).toBe(false);
    });

    test("of a privilege that says something else plans just that", async () => {
      const narrower = [{ ...permissions[0], actions: ["read"] }];
      await move(
        [OFFICIAL_PRIVILEGE, { ...pair(), slug: "deploy-read", permission }],
        [PRIVILEGE, { ...pair(), slug: "deploy-read", permissions: narrower }],
      );
      expect((await workspace.plan()).text).toMatch(
        /~ actions[^]*- "edit"[^]*Plan: 0 to add, 1 to change, 0 to destroy/,
      );
    });

    test("of a privilege that is gone says what applying grants again", async () => {
      await move(
        [OFFICIAL_PRIVILEGE, { ...pair(), slug: "deploy-read", permission }],
        [PRIVILEGE, { ...pair(), slug: "deploy-read", permissions }],
      );
      for (const { id } of simulator.store.allPrivileges()) simulator.store.deletePrivilege(id);
      const { text } = await workspace.plan();
      expect(text.replace(/[\s│]+/g, " ")).toMatch(
        /Plan: 1 to add.*applying grants it again: read and edit on secrets in prod under \/app/,
      );
    });

    test("of a universal auth ends in an empty plan without a write, and protects it", async () => {
      const settings = { identity_id: identityId, access_token_ttl: 3600 };
      await move([OFFICIAL_UNIVERSAL_AUTH, settings], [UNIVERSAL_AUTH, settings]);
      const before = simulator.store.universalAuth(identityId);
      await workspace.apply();
      expect(simulator.store.universalAuth(identityId)).toEqual(before);
      expect((await workspace.plan()).hasChanges).toBe(false);
      expect((await workspace.state())[UNIVERSAL_AUTH]).toMatchObject({
        id: before?.id,
        client_id: before?.clientId,
        deletion_protection: true,
      });
    });

    test("of another resource is refused", async () => {
      await move(
        [OFFICIAL_UNIVERSAL_AUTH, { identity_id: identityId, access_token_ttl: 3600 }],
        [PRIVILEGE, { ...pair(), permissions }],
      );
      const { exitCode, stderr } = await workspace.run("plan", "-no-color", "-input=false");
      expect(exitCode).toBe(1);
      expect(stderr.replace(/[\s│]+/g, " ")).toContain(
        `can't take over the state of a ${OFFICIAL_UNIVERSAL_AUTH} of ${host}/infisical/infisical`,
      );
    });
  },
);
