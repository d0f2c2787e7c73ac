import { changedAttributes, type TerraformPlan } from "../support/terraform-plan";
import { ProviderUnderTest } from "./provider-under-test";

const ADDRESS = "infisicalaccess_universal_auth_config.deploy";

describe.each(["2024-07", "2026-08"] as const)("a universal auth config on a server of %s", (release) => {
  let test: ProviderUnderTest;
  let identityId: string;

  beforeAll(async () => {
    test = await ProviderUnderTest.start({ release, ipAllowlisting: true });
    identityId = test.simulator.world.targets[0]?.identityId ?? "";
  });
  afterAll(() => test.close());

  const declare = (attributes: object = {}) =>
    test.write({
      infisicalaccess_universal_auth_config: { deploy: { identity_id: identityId, ...attributes } },
    });
  const changed = ({ json }: TerraformPlan) =>
    (json.resource_changes ?? []).filter((c) => c.change.actions[0] !== "no-op").flatMap(changedAttributes);

  const zeros: { refused: object; advice: string; first?: object }[] =
    release === "2024-07"
      ? [
          {
            refused: { access_token_ttl: 0 },
            advice: "Attach it with another access_token_ttl, and write 0 in a second apply.",
            first: {},
          },
          { refused: { access_token_max_ttl: 0 }, advice: "write the longest maximum, 315360000." },
        ]
      : [
          {
            refused: { access_token_max_ttl: 0 },
            advice: "beside an access_token_ttl of 0: raise that in a second apply.",
            first: { access_token_ttl: 0, access_token_max_ttl: 0 },
          },
        ];
  it.each(zeros)(
    "a lifetime of 0 that the server refuses, $refused, comes with advice that works",
    async ({ refused, advice, first }) => {
      await declare(refused);
      const { diagnostics } = await test.workspace.diagnose("apply", "-auto-approve");
      expect(diagnostics).toEqual([
        expect.objectContaining({ severity: "error", detail: expect.stringContaining(advice) }),
      ]);
      if (first === undefined) return;
      await declare(first);
      await test.workspace.apply();
      await declare(refused);
      await test.workspace.apply();
      expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });
      await test.workspace.destroy();
    },
  );

  it("is attached with one POST, and the next plan is empty", async () => {
    await declare({ access_token_ttl: 3600, access_token_trusted_ips: ["10.0.0.0/8"] });
    test.simulator.takeRequests();
    await test.workspace.apply();
    const writes = test.simulator.requests.filter(
      ({ route }) => !route.startsWith("GET") && !route.includes("login"),
    );
    expect(writes.map(({ route, status }) => [route, status])).toEqual([
      ["POST /api/v1/auth/universal-auth/identities/:identityId", 200],
    ]);
    expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });
  });

  it("is updated in place and keeps its client id", async () => {
    const { client_id } = (await test.workspace.state())[ADDRESS] ?? {};
    await declare({ access_token_ttl: 7200, access_token_trusted_ips: ["10.0.0.0/8"] });
    expect(changed(await test.workspace.plan())).toEqual(["access_token_ttl"]);
    await test.workspace.apply();
    expect((await test.workspace.state())[ADDRESS]).toMatchObject({ client_id });
    expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });
  });

  it("shows a network that was added outside, and a limit that nobody configured", async () => {
    const { store } = test.simulator;
    const { accessTokenTrustedIps } = store.universalAuth(identityId) ?? { accessTokenTrustedIps: [] };
    store.editUniversalAuth(identityId, {
      accessTokenTrustedIps: [...accessTokenTrustedIps, { ipAddress: "203.0.113.9", type: "ipv4" }],
      accessTokenNumUsesLimit: 7,
    });
    expect(changed(await test.workspace.plan())).toEqual([
      "access_token_num_uses_limit",
      "access_token_trusted_ips",
    ]);
    await test.workspace.apply();
    expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });
  });

  it("goes back to the default when an attribute is removed from the configuration", async () => {
    await declare();
    expect(changed(await test.workspace.plan())).toEqual(["access_token_trusted_ips", "access_token_ttl"]);
    await test.workspace.apply();
    expect((await test.workspace.state())[ADDRESS]).toMatchObject({
      access_token_ttl: 2592000,
      access_token_trusted_ips: ["0.0.0.0/0", "::/0"],
    });
    expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });
  });

  it("is imported protected, with an empty plan", async () => {
    await test.workspace.succeed("state", "rm", ADDRESS);
    await test.workspace.succeed("import", "-no-color", ADDRESS, identityId);
    expect(await test.workspace.plan()).toMatchObject({ hasChanges: false });
    const refused = await test.workspace.run("destroy", "-auto-approve", "-no-color");
    expect(refused).toMatchObject({ exitCode: 1 });
    expect(refused.stderr).toContain("Universal Auth Is Protected");
  });

  it("is detached when it is destroyed", async () => {
    await declare({ deletion_protection: false });
    await test.workspace.apply();
    await test.workspace.destroy();
    expect(test.simulator.store.universalAuth(identityId)).toBeUndefined();
  });
});
