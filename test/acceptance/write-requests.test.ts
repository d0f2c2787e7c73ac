import { AccessUnderTest, PRIVILEGE, READ } from "./access-under-test";

const app = JSON.parse(READ.conditions) as object;
const ROUTE = "/api/v1/additional-privilege/identity";

describe.each(["2024-07", "2026-08"] as const)("what is sent to a server of %s", (release) => {
  let access: AccessUnderTest;
  beforeEach(async () => (access = await AccessUnderTest.start({ release })));
  afterEach(() => access.close());

  const sent = async () =>
    (await access.writesDuring(() => access.workspace.apply())).map(({ route, body }) => ({ route, body }));

  test.each([
    ["an environment and a path", app],
    ["an environment", { environment: "prod" }],
  ])("one rule on secrets with %s goes as privilegePermission", async (_, conditions) => {
    await access.declarePrivilege({
      permissions: [{ ...READ, actions: ["read", "edit"], conditions: JSON.stringify(conditions) }],
    });
    expect(await sent()).toEqual([
      {
        route: `POST ${ROUTE}/permanent`,
        body: {
          identityId: access.identityId,
          projectSlug: "payments",
          slug: "deploy-read",
          privilegePermission: { actions: ["read", "edit"], subject: "secrets", conditions },
        },
      },
    ]);
  });

  test.each([
    [
      "a path alone",
      [{ ...READ, conditions: '{"secretPath":{"$glob":"/app/**"}}' }],
      [{ action: "read", subject: "secrets", conditions: { secretPath: { $glob: "/app/**" } } }],
    ],
    [
      "empty conditions",
      [{ ...READ, conditions: "{}" }],
      [{ action: "read", subject: "secrets", conditions: {} }],
    ],
    ["no conditions", [{ actions: ["read"], subject: "secrets" }], [{ action: "read", subject: "secrets" }]],
    [
      "another subject",
      [{ actions: ["read", "edit"], subject: "role" }],
      [
        { action: "read", subject: "role" },
        { action: "edit", subject: "role" },
      ],
    ],
    [
      "two rules",
      [READ, { actions: ["read"], subject: "role" }],
      [
        { action: "read", subject: "role" },
        { action: "read", subject: "secrets", conditions: app },
      ],
    ],
  ])("%s goes as permissions, one action for each element", async (_, permissions, expected) => {
    await access.declarePrivilege({ permissions });
    expect(await sent()).toMatchObject([{ body: { permissions: expected } }]);
    expect(await access.planned()).toEqual({});
  });

  test("every PATCH carries the full desired state", async () => {
    const start_time = "2026-01-01T00:00:00Z";
    await access.declarePrivilege({ temporary: { range: "100y", start_time } });
    await access.workspace.apply();
    await access.declarePrivilege({
      temporary: { range: "100y", start_time },
      permissions: [{ ...READ, actions: ["edit"] }],
    });
    const full = {
      slug: "deploy-read",
      privilegePermission: { actions: ["edit"], subject: "secrets", conditions: app },
      isTemporary: true,
      temporaryMode: "relative",
      temporaryRange: "100y",
      temporaryAccessStartTime: "2026-01-01T00:00:00.000Z",
    };
    const pair = { identityId: access.identityId, projectSlug: "payments", privilegeSlug: "deploy-read" };
    expect(await sent()).toEqual([{ route: `PATCH ${ROUTE}`, body: { ...pair, privilegeDetails: full } }]);

    await access.declarePrivilege({ permissions: [{ ...READ, actions: ["edit"] }] });
    const { slug, privilegePermission } = full;
    expect(await sent()).toEqual([
      {
        route: `PATCH ${ROUTE}`,
        body: { ...pair, privilegeDetails: { slug, privilegePermission, isTemporary: false } },
      },
    ]);
  });

  test("both lifetimes of a universal auth go with every PATCH", async () => {
    await access.declareUniversalAuth({ access_token_ttl: 600, access_token_max_ttl: 1200 });
    await access.workspace.apply();
    await access.declareUniversalAuth({ access_token_ttl: 600, access_token_max_ttl: 1199 });
    expect(await sent()).toMatchObject([{ body: { accessTokenTTL: 600, accessTokenMaxTTL: 1199 } }]);
    expect(await access.planned()).toEqual({});
  });

  test("a plan that changes nothing that the server knows sends nothing", async () => {
    await access.declarePrivilege({ temporary: { range: "4h" } });
    await access.workspace.apply();
    await access.declarePrivilege({ temporary: { range: "4h", renew_triggers: { ticket: "OPS-1" } } });
    expect(Object.keys(await access.planned())).toEqual([PRIVILEGE]);
    expect(await sent()).toEqual([]);

    await access.declareUniversalAuth();
    await access.workspace.apply();
    await access.declareUniversalAuth({ deletion_protection: true, adopt_existing: true });
    expect(await sent()).toEqual([]);
  });

  test("a slug that is left out is derived once and kept when the rules change", async () => {
    await access.declarePrivilege({ slug: null });
    await access.workspace.apply();
    const { slug, id } = access.row();
    expect(slug).toMatch(/^tf-/);
    await access.declarePrivilege({ slug: null, permissions: [{ ...READ, actions: ["edit"] }] });
    expect(await access.planned()).toEqual({ [PRIVILEGE]: ["permissions[0].actions"] });
    await access.workspace.apply();
    expect(access.row()).toMatchObject({ slug, id });
  });
});

describe("what P privileges over K pairs of identity and project cost", () => {
  const EACH = 10;

  test("is P POSTs to create them and K LISTs to refresh them, one request for each universal auth, and a login for each process", async () => {
    const access = await AccessUnderTest.start();
    const pairs = [0, 1, 2].flatMap((number) =>
      ["payments", "storefront"].map((project_slug) => ({
        identity_id: access.identity(number),
        project_slug,
      })),
    );
    const privileges = pairs.flatMap((pair, index) =>
      Array.from({ length: EACH }, (_, number) => [
        `pair-${index}-number-${number}`,
        access.privilege({ ...pair, slug: `slug-${number}` }),
      ]),
    );
    const universalAuths = [0, 1].map((number) => [
      `auth-${number}`,
      { identity_id: access.identity(number) },
    ]);
    await access.test.write({
      infisicalaccess_identity_privilege: Object.fromEntries(privileges),
      infisicalaccess_universal_auth_config: Object.fromEntries(universalAuths),
    });
    const countsDuring = async (run: () => Promise<unknown>): Promise<Record<string, number>> => {
      const { requests } = await access.simulator.requestsDuring(run);
      const counts: Record<string, number> = {};
      for (const { route } of requests) counts[route] = (counts[route] ?? 0) + 1;
      return counts;
    };
    expect(await countsDuring(() => access.workspace.apply())).toEqual({
      [`POST ${ROUTE}/permanent`]: pairs.length * EACH,
      "POST /api/v1/auth/universal-auth/identities/:identityId": universalAuths.length,
      // The plan's and the apply's.
      "POST /api/v1/auth/universal-auth/login": 2,
    });
    expect(await countsDuring(() => access.workspace.plan())).toEqual({
      [`GET ${ROUTE}`]: pairs.length,
      "GET /api/v1/auth/universal-auth/identities/:identityId": universalAuths.length,
      "POST /api/v1/auth/universal-auth/login": 1,
    });
    await access.close();
  });
});
