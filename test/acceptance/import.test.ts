import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AccessUnderTest, PRIVILEGE, UNIVERSAL_AUTH } from "./access-under-test";

const app = { environment: "prod", secretPath: { $glob: "/app/**" } };

describe.each(["2024-07", "2026-08"] as const)("an import from a server of %s", (release) => {
  let access: AccessUnderTest;
  beforeEach(async () => (access = await AccessUnderTest.start({ release, ipAllowlisting: true })));
  afterEach(() => access.close());

  const importId = () => `${access.projectSlug}/${access.identityId}/deploy-read`;
  const store = (permissions: object[], more: object = {}) =>
    access.store.addPrivilege(access.identityId, access.projectSlug, {
      slug: "deploy-read",
      permissions: permissions as never,
      ...more,
    });

  test("of a privilege is followed by an empty plan, in whatever spelling the configuration has", async () => {
    store([
      { action: ["edit"], subject: ["secrets"], conditions: app },
      { action: ["read"], subject: ["secrets"], conditions: app },
    ]);
    await access.declarePrivilege({
      identity_id: access.identityId.toUpperCase(),
      permissions: [
        {
          actions: ["read", "edit"],
          subject: "secrets",
          conditions: JSON.stringify(app, null, 4),
          inverted: false,
        },
      ],
    });
    await access.workspace.succeed("import", PRIVILEGE, importId());
    expect(await access.planned()).toEqual({});
  });

  test("of a temporary privilege without a mode is followed by an empty plan", async () => {
    const start = Date.now();
    store([{ action: "read", subject: "secrets", conditions: app }], {
      isTemporary: true,
      temporaryRange: "240m",
      temporaryAccessStartTime: start,
      temporaryAccessEndTime: start + 14_400_000,
    });
    await access.declarePrivilege({ temporary: { range: "4h" } });
    await access.workspace.succeed("import", PRIVILEGE, importId());
    expect(await access.planned()).toEqual({});
  });

  test("of a universal auth is followed by an empty plan, and protects it", async () => {
    access.store.attachUniversalAuth(access.identityId, {
      accessTokenTTL: 3600,
      accessTokenTrustedIps: [{ type: "ipv4", ipAddress: "10.1.2.3", prefix: 8 }],
    });
    await access.declareUniversalAuth({ access_token_ttl: 3600, access_token_trusted_ips: ["10.0.0.0/8"] });
    await access.workspace.succeed("import", UNIVERSAL_AUTH, access.identityId.toUpperCase());
    expect(await access.planned()).toEqual({});
    expect(await access.stateOf(UNIVERSAL_AUTH)).toMatchObject({ deletion_protection: true });
    expect((await access.complaints("destroy")).errors).toEqual([
      expect.stringMatching(/^Universal Auth Is Protected: /),
    ]);
  });

  // Rules that the web page or API v2 made, and that API v1 reads but can't write.
  const unwritable: [string, object[]][] = [
    [
      "an environment by $in",
      [{ action: "read", subject: "secrets", conditions: { environment: { $in: ["prod", "dev"] } } }],
    ],
    [
      "a key that nobody knows",
      [{ action: "read", subject: "secrets", conditions: { ...app, region: "eu" } }],
    ],
    ["an action and a subject of a newer server", [{ action: ["read", "lease"], subject: "dynamic-things" }]],
    [
      "several rules and subjects",
      [
        { action: ["read"], subject: ["role", "member"] },
        { action: "edit", subject: "secrets" },
      ],
    ],
  ];
  if (release === "2026-08") {
    unwritable.push([
      "an inverted rule",
      [
        { action: ["read", "edit"], subject: "secrets" },
        { action: "edit", subject: "secrets", conditions: { environment: "prod" }, inverted: true },
      ],
    ]);
  }
  test.each(unwritable)(
    "generates a configuration for a privilege with %s that plans nothing",
    async (_, permissions) => {
      const { id, updatedAt } = store(permissions);
      await access.test.write({}, { import: [{ to: PRIVILEGE, id: importId() }] });
      await access.workspace.succeed("plan", "-input=false", "-generate-config-out=generated.tf");
      const generated = await readFile(join(access.workspace.directory, "generated.tf"), "utf8");
      expect(generated).toContain('resource "infisicalaccess_identity_privilege" "deploy"');

      expect(await access.writesDuring(() => access.workspace.apply())).toEqual([]);
      expect((await access.stateOf(PRIVILEGE))?.id).toBe(id);
      await access.declareNothing();
      await writeFile(join(access.workspace.directory, "generated.tf"), generated);
      expect(await access.planned()).toEqual({});
      expect(access.row()).toMatchObject({ id, updatedAt });
    },
  );

  test("generates a configuration for a universal auth that plans nothing", async () => {
    access.store.attachUniversalAuth(access.identityId, { accessTokenTTL: 600, accessTokenMaxTTL: 6000 });
    await access.test.write({}, { import: [{ to: UNIVERSAL_AUTH, id: access.identityId }] });
    await access.workspace.succeed("plan", "-input=false", "-generate-config-out=generated.tf");
    expect(await access.writesDuring(() => access.workspace.apply())).toEqual([]);
    expect(await access.planned()).toEqual({});
  });

  test("plans what the configuration says otherwise, at its attribute", async () => {
    store([{ action: "read", subject: "secrets", conditions: app }]);
    await access.declarePrivilege({
      permissions: [{ actions: ["read", "edit"], subject: "secrets", conditions: JSON.stringify(app) }],
    });
    await access.workspace.succeed("import", PRIVILEGE, importId());
    expect(await access.planned()).toEqual({ [PRIVILEGE]: ["permissions[0].actions"] });
  });

  test.each([
    ["a privilege that is not there", () => importId(), /Cannot import non-existent remote object/],
    ["two parts", () => "payments/deploy-read", /has 2 parts instead of three/],
    [
      "an identity that is no UUID",
      () => "payments/deploy/deploy-read",
      /"deploy" as its second part, which is not the UUID of an identity/,
    ],
    [
      "a slug that can't be",
      () => `payments/${access.identityId}/Deploy`,
      /"Deploy" as its third part, which is no slug of a privilege/,
    ],
  ])("refuses %s", async (_, id, message) => {
    await access.declarePrivilege();
    const { exitCode, stderr } = await access.workspace.run("import", "-no-color", PRIVILEGE, id());
    expect(exitCode).toBe(1);
    expect(stderr.replace(/\s+/g, " ")).toMatch(message);
  });
});
