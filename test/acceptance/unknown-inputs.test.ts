import { AccessUnderTest, PRIVILEGE, UNIVERSAL_AUTH } from "./access-under-test";

const known = (name: string) => `\${terraform_data.${name}.output}`;

describe("values that another resource will create", () => {
  let access: AccessUnderTest;
  beforeEach(
    async () => (access = await AccessUnderTest.start({ release: "2026-08", ipAllowlisting: true })),
  );
  afterEach(() => access.close());

  /** terraform_data gives its input as output, which is unknown while it is created or replaced. */
  const declare = (inputs: Record<string, unknown>, resources: object, triggers_replace = "") =>
    access.test.write({
      terraform_data: Object.fromEntries(
        Object.entries(inputs).map(([name, input]) => [name, { input, triggers_replace }]),
      ),
      ...resources,
    });
  const privilege = (attributes: object) => ({
    infisicalaccess_identity_privilege: { deploy: access.privilege(attributes) },
  });
  const universalAuth = (attributes: object) => ({
    infisicalaccess_universal_auth_config: { deploy: { identity_id: access.identityId, ...attributes } },
  });
  const ruleIn = (environment: string) => ({
    permissions: [
      {
        actions: ["read"],
        subject: "secrets",
        conditions: `\${jsonencode({ environment = ${environment} })}`,
      },
    ],
  });

  const cases: [string, () => [inputs: Record<string, unknown>, resources: object]][] = [
    ["an identity", () => [{ id: access.identityId }, privilege({ identity_id: known("id") })]],
    ["a project", () => [{ slug: "payments" }, privilege({ project_slug: known("slug") })]],
    ["a slug", () => [{ slug: "deploy-read" }, privilege({ slug: known("slug") })]],
    [
      "an environment",
      () => [{ environment: "prod" }, privilege(ruleIn("terraform_data.environment.output"))],
    ],
    [
      "an action among known ones",
      () => [
        { action: "edit" },
        privilege({ permissions: [{ actions: ["read", known("action")], subject: "secrets" }] }),
      ],
    ],
    [
      "a subject",
      () => [
        { subject: "role" },
        privilege({ permissions: [{ actions: ["read"], subject: known("subject") }] }),
      ],
    ],
    [
      "all rules",
      () => [
        { rules: [{ actions: ["read"], subject: "secrets", conditions: null, inverted: null }] },
        privilege({ permissions: known("rules") }),
      ],
    ],
    ["a range", () => [{ range: "4h" }, privilege({ temporary: { range: known("range") } })]],
    [
      "a start",
      () => [
        { start: "2026-01-01T00:00:00Z" },
        privilege({ temporary: { range: "100y", start_time: known("start") } }),
      ],
    ],
    [
      "a whole window",
      () => [
        { window: { range: "100y", start_time: "2026-01-01T01:00:00+01:00", renew_triggers: null } },
        privilege({ temporary: known("window") }),
      ],
    ],
    [
      "a universal auth's identity",
      () => [{ id: access.identityId }, universalAuth({ identity_id: known("id") })],
    ],
    [
      "an adopted universal auth's identity",
      () => [{ id: access.identityId }, universalAuth({ identity_id: known("id"), adopt_existing: true })],
    ],
    ["a lifetime", () => [{ ttl: 3600 }, universalAuth({ access_token_ttl: known("ttl") })]],
    [
      "a maximum, on which the default lifetime depends",
      () => [{ ttl: 3600 }, universalAuth({ access_token_max_ttl: known("ttl") })],
    ],
    [
      "a network among known ones",
      () => [
        { network: "10.1.0.0/8" },
        universalAuth({ access_token_trusted_ips: ["203.0.113.7", known("network")] }),
      ],
    ],
    [
      "all networks",
      () => [{ networks: ["10.0.0.0/8"] }, universalAuth({ access_token_trusted_ips: known("networks") })],
    ],
    ["whether to adopt", () => [{ adopt: true }, universalAuth({ adopt_existing: known("adopt") })]],
  ];

  test.each(cases)("%s: one apply creates, and one settles what is unknown once more", async (_, stack) => {
    const [inputs, resources] = stack();
    await declare(inputs, resources);
    await access.workspace.apply();
    expect(await access.planned()).toEqual({});
    await declare(inputs, resources, "replaced");
    await access.workspace.apply();
    expect(await access.planned()).toEqual({});
  });

  test("an unknown identity may be another one, so that the privilege is planned to be replaced", async () => {
    await declare({ id: access.identityId }, privilege({ identity_id: known("id") }));
    await access.workspace.apply();
    await declare({ id: access.identity(1) }, privilege({ identity_id: known("id") }), "another");
    expect((await access.planned())[PRIVILEGE]).toBe("delete and create");
    await access.workspace.apply();
    expect(access.rows()).toEqual([]);
    expect(await access.stateOf(PRIVILEGE)).toMatchObject({ identity_id: access.identity(1) });
    expect(await access.planned()).toEqual({});
  });

  test("unknown rules that turn out to mean the same send nothing", async () => {
    await declare({ environment: "prod" }, privilege(ruleIn("terraform_data.environment.output")));
    await access.workspace.apply();
    await declare(
      { environment: { $in: ["prod"] } },
      privilege(ruleIn("terraform_data.environment.output")),
      "respelled",
    );
    expect((await access.planned())[PRIVILEGE]).toEqual(["permissions[0].conditions"]);
    expect(await access.writesDuring(() => access.workspace.apply())).toEqual([]);
    expect(await access.planned()).toEqual({});
  });

  test("rules in another order than the state's, of which one is unknown and turns out to be the same, send nothing", async () => {
    const stack = (permissions: object[], triggers: string) =>
      declare({ environment: "prod" }, privilege({ permissions }), triggers);
    const [unknown] = ruleIn("terraform_data.environment.output").permissions;
    const roles = { actions: ["read"], subject: "role" };
    await stack([unknown as object, roles], "a");
    await access.workspace.apply();
    await stack([roles, unknown as object], "a");
    expect(await access.planned()).toEqual({});
    await stack([roles, unknown as object], "b");
    expect(await access.writesDuring(() => access.workspace.apply())).toEqual([]);
    expect(await access.planned()).toEqual({});
  });

  test("a rule whose conditions are respelled, with an unknown action that turns out to be the same, sends nothing", async () => {
    const stack = (conditions: object, triggers: string) =>
      declare(
        { action: "edit" },
        privilege({
          permissions: [
            {
              actions: ["read", known("action")],
              subject: "secrets",
              conditions: JSON.stringify(conditions),
            },
          ],
        }),
        triggers,
      );
    await stack({ environment: "prod" }, "a");
    await access.workspace.apply();
    await stack({ environment: { $eq: "prod" } }, "b");
    expect(await access.writesDuring(() => access.workspace.apply())).toEqual([]);
    expect(await access.planned()).toEqual({});
  });

  test("an unknown network that turns out to be another one is sent in one PATCH", async () => {
    const stack = (network: string, triggers: string) =>
      declare({ network }, universalAuth({ access_token_trusted_ips: [known("network")] }), triggers);
    await stack("10.0.0.0/8", "a");
    await access.workspace.apply();
    await stack("192.0.2.0/24", "b");
    expect((await access.planned())[UNIVERSAL_AUTH]).toEqual(["access_token_trusted_ips"]);
    const writes = await access.writesDuring(() => access.workspace.apply());
    expect(writes.map(({ method }) => method)).toEqual(["PATCH"]);
    expect(await access.planned()).toEqual({});
  });
});
