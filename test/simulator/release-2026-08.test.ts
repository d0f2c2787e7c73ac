import { startSimulator, type Simulator } from "../../src/simulator/start-simulator";
import { call, listPath, privilegePath, readDev, universalAuthPath, type Answer } from "./call";

/** What contract/api.md part B documents. None of it was seen in an exchange. */
let simulator: Simulator;
let target: string;
let other: string;
beforeEach(async () => {
  simulator = await startSimulator({ release: "2026-08" });
  target = simulator.world.targets[0]?.identityId ?? "";
  other = simulator.world.targets[1]?.identityId ?? "";
});
afterEach(() => simulator.close());

const send = (method: string, path: string, body?: unknown, token?: string | null): Promise<Answer> =>
  call(simulator, method, path, body, token === undefined ? {} : { token });
const create = (slug: string, more: object = { privilegePermission: readDev }): Promise<Answer> =>
  send("POST", `${privilegePath}/permanent`, { identityId: target, projectSlug: "payments", slug, ...more });
const patch = (privilegeSlug: string, privilegeDetails: object): Promise<Answer> =>
  send("PATCH", privilegePath, {
    identityId: target,
    projectSlug: "payments",
    privilegeSlug,
    privilegeDetails,
  });
const get = (slug: string, identityId = target): Promise<Answer> =>
  send("GET", `${privilegePath}/${slug}?identityId=${identityId}&projectSlug=payments`);
const privilege = ({ body }: Answer): Record<string, unknown> => body["privilege"] as Record<string, unknown>;

describe("refusals (B1)", () => {
  const unknown = "00000000-0000-4000-8000-000000000000";
  test.each<[string, () => Promise<Answer>, number, string, RegExp]>([
    ["an invalid body", () => create("Not A Slug"), 422, "ValidationFailure", /valid slug/],
    [
      "no token",
      () => send("GET", listPath(target, "payments"), undefined, null),
      401,
      "UnauthorizedError",
      /missing/,
    ],
    [
      "a bad token",
      () => send("GET", listPath(target, "payments"), undefined, "x.y.z"),
      401,
      "UnauthorizedError",
      /^invalid token/,
    ],
    [
      "a malformed token",
      () => send("GET", listPath(target, "payments"), undefined, "garbage"),
      401,
      "UnauthorizedError",
      /^The provided access token is malformed/,
    ],
    ["no such privilege", () => get("none"), 404, "NotFound", /^Privilege with slug none not found/],
    [
      "a privilege of another identity",
      async () => {
        await create("elsewhere");
        return get("elsewhere", other);
      },
      404,
      "NotFound",
      /^Additional privilege with id [0-9a-f-]{36} doesn't exist/,
    ],
    [
      "no such project",
      () => send("GET", listPath(target, "none")),
      404,
      "NotFound",
      /^Project with slug none not found/,
    ],
    [
      "a caller that is no member",
      () => {
        const outsider = simulator.issueToken(simulator.world.outsiders[0]?.identityId ?? "");
        return send("GET", listPath(target, "payments"), undefined, outsider);
      },
      403,
      "ProjectMembershipNotFound",
      /^You are not a member of this project with ID a4c1e7d2-/,
    ],
    [
      "no such identity",
      () => send("GET", listPath(unknown, "payments")),
      404,
      "NotFound",
      /^Identity with id 00000000-0000-4000-8000-000000000000 not found/,
    ],
    [
      "an identity that is no member",
      () => send("GET", listPath(simulator.world.outsiders[0]?.identityId ?? "", "payments")),
      400,
      "BadRequest",
      /^Actor doesn't have membership"$/,
    ],
    ["neither kind of permission", () => create("x", {}), 401, "UnauthorizedError", /must be provided/],
    [
      "no universal auth on GET",
      () => send("GET", `${universalAuthPath}/${target}`),
      404,
      "NotFound",
      /^Failed to find universal auth for identity with ID/,
    ],
    [
      "no universal auth on PATCH",
      () => send("PATCH", `${universalAuthPath}/${target}`, { accessTokenTTL: 60 }),
      404,
      "NotFound",
      /^Failed to find universal auth for identity with ID/,
    ],
    [
      "universal auth of an unknown identity",
      () => send("GET", `${universalAuthPath}/${unknown}`),
      404,
      "NotFound",
      /^Failed to find identity with ID 0000/,
    ],
    [
      "no universal auth on DELETE",
      () => send("DELETE", `${universalAuthPath}/${target}`),
      400,
      "BadRequest",
      /does not have universal auth/,
    ],
  ])("%s", async (_title, ask, status, error, message) => {
    const answer = await ask();
    expect([answer.status, answer.body["error"]]).toEqual([status, error]);
    expect(JSON.stringify(answer.body["message"])).toMatch(new RegExp(message.source.replace("^", '^"')));
    expect(Object.keys(answer.body).slice(0, 2)).toEqual(["reqId", "statusCode"]);
  });

  test("a slug that is taken is named", async () => {
    await create("taken");
    const { status, body } = await create("taken");
    expect([status, body["message"]]).toEqual([400, "Additional privilege with name taken exists"]);
  });

  test("a missing permission comes with the rules that failed, a missing privilege with its name", async () => {
    const viewer = simulator.issueToken(target);
    const denied = await send("GET", listPath(other, "payments"), undefined, viewer);
    expect([denied.status, denied.body["error"], denied.body["details"]]).toEqual([
      403,
      "PermissionDenied",
      [{ subject: "identity", action: ["read"] }],
    ]);
    simulator.store.addPrivilege(target, "payments", {
      slug: "trap",
      permissions: [{ subject: "workspace", action: ["read"] }],
    });
    const beyond = await create("next");
    expect([beyond.status, beyond.body["error"], beyond.body["details"]]).toEqual([
      403,
      "PermissionBoundaryError",
      { missingPermissions: [{ action: "read", subject: "workspace" }] },
    ]);
  });

  test("an expired token is 403 TokenError", async () => {
    const token = simulator.issueToken();
    simulator.clock.advance(31 * 86_400_000);
    const { status, body } = await send("GET", listPath(target, "payments"), undefined, token);
    expect([status, body["error"], body["message"]]).toEqual([
      403,
      "TokenError",
      expect.stringMatching(/^Your token has expired/),
    ]);
  });
});

describe("privileges (B2)", () => {
  const conditions = { environment: "dev" };
  const rule = (subject: string, ...action: string[]): object => ({ subject, action, conditions });

  test("what v1 writes is back-filled, and v1 hides the subjects that it does not write", async () => {
    const answer = await create("filled", {
      permissions: [
        { subject: "secrets", action: "read", conditions },
        { subject: "secrets", action: "edit", conditions },
        { subject: "tags", action: "read" },
      ],
    });
    expect(simulator.store.privilege(target, "payments", "filled")?.permissions).toEqual([
      { subject: "secrets", action: "read", conditions },
      { subject: "secrets", action: "edit", conditions },
      { subject: "tags", action: "read" },
      { subject: "secret-imports", action: "read", conditions },
      { subject: "secret-imports", action: "edit", conditions },
      rule("secrets", "read", "readValue"),
      rule("secrets", "edit"),
      rule("dynamic-secrets", "read-root-credential"),
      rule("dynamic-secrets", "edit-root-credential", "lease"),
      rule("secret-folders", "edit"),
    ]);
    const shown = [
      { ...rule("secrets", "read"), inverted: false },
      { ...rule("secrets", "edit"), inverted: false },
      { subject: "tags", action: ["read"], inverted: false },
      { ...rule("secrets", "read", "readValue"), inverted: false },
      { ...rule("secrets", "edit"), inverted: false },
    ];
    expect(privilege(answer)["permissions"]).toEqual(shown);
    expect(privilege(await get("filled"))["permissions"]).toEqual(shown);
  });

  test("rules that only the web page or API v2 writes are shown as they are", async () => {
    const permissions = [
      {
        subject: ["secrets"],
        action: ["readValue"],
        inverted: true,
        conditions: { secretName: { $in: ["A", "B"] } },
      },
      { subject: "secrets", action: "describeSecret", conditions: { environment: { $ne: "prod" } } },
    ];
    const { id } = simulator.store.addPrivilege(target, "payments", { slug: "web", permissions: [] });
    simulator.store.editPrivilege(id, { permissions });
    expect(privilege(await get("web"))["permissions"]).toEqual([
      permissions[0],
      { ...permissions[1], action: ["describeSecret"], inverted: false },
    ]);
  });

  test("a slug is trimmed and lower-cased, and has 8 characters when it is generated", async () => {
    expect(privilege(await create("  Mixed-Case "))["slug"]).toBe("mixed-case");
    const generated = await send("POST", `${privilegePath}/permanent`, {
      identityId: target,
      projectSlug: "payments",
      privilegePermission: readDev,
    });
    expect(privilege(generated)["slug"]).toMatch(/^[a-z0-9]{8}$/);
  });

  test("a rename is ignored without an error", async () => {
    await create("old");
    const renamed = await patch("old", { slug: "new", privilegePermission: readDev });
    expect([renamed.status, privilege(renamed)["slug"]]).toEqual([200, "old"]);
  });

  test("a row is looked up by project and slug before it is asked whose it is", async () => {
    const { id } = simulator.store.addPrivilege(other, "payments", { slug: "shared" });
    await create("shared");
    expect((await get("shared")).status).toBe(404);
    expect((await get("shared", other)).status).toBe(200);
    const list = (await send("GET", listPath(target, "payments"))).body["privileges"];
    expect(list).toEqual([expect.objectContaining({ slug: "shared" })]);
    simulator.store.deletePrivilege(id);
    expect((await get("shared")).status).toBe(200);
  });

  test("projectMembershipId holds the project's id", async () => {
    expect(privilege(await create("owned"))["projectMembershipId"]).toBe(simulator.world.projects[0]?.id);
  });

  test("what was temporary keeps range, start and end when it is made permanent", async () => {
    await send("POST", `${privilegePath}/temporary`, {
      identityId: target,
      projectSlug: "payments",
      slug: "window",
      privilegePermission: readDev,
      temporaryMode: "relative",
      temporaryRange: "1h",
      temporaryAccessStartTime: "2030-01-01T00:00:00Z",
    });
    expect(
      privilege(await patch("window", { isTemporary: false, privilegePermission: readDev })),
    ).toMatchObject({
      isTemporary: false,
      temporaryRange: "1h",
      temporaryAccessStartTime: "2030-01-01T00:00:00.000Z",
    });
  });

  test("a closed project takes no new privileges; the others can be read, changed and deleted", async () => {
    await create("before");
    simulator.store.closeProject("payments");
    const refused = await create("after");
    expect([refused.status, refused.body["message"]]).toEqual([
      400,
      "Additional privileges are not available for project 'Payments'. Use project roles or folder access controls instead.",
    ]);
    expect((await get("before")).status).toBe(200);
    expect((await patch("before", { privilegePermission: readDev })).status).toBe(200);
    const body = { identityId: target, projectSlug: "payments", privilegeSlug: "before" };
    expect((await send("DELETE", privilegePath, body)).status).toBe(200);
  });

  test("newer subjects are accepted", async () => {
    expect(
      (await create("newer", { permissions: [{ subject: "pam-accounts", action: "read" }] })).status,
    ).toBe(200);
    expect((await create("never", { permissions: [{ subject: "nonsense", action: "read" }] })).status).toBe(
      422,
    );
  });
});

describe("universal auth (B3)", () => {
  const attach = (body: object): Promise<Answer> => send("POST", `${universalAuthPath}/${target}`, body);

  test.each([
    [{ accessTokenTTL: 0, accessTokenMaxTTL: 0 }, 200],
    [{ accessTokenTTL: 60, accessTokenMaxTTL: 0 }, 422],
    [{ accessTokenMaxTTL: -1 }, 422],
    [{ accessTokenTTL: 61, accessTokenMaxTTL: 60 }, 422],
    [{ lockoutThreshold: 31 }, 422],
    [{ lockoutDurationSeconds: 30, lockoutCounterResetSeconds: 3600, lockoutThreshold: 1 }, 200],
  ])("attaching with %j is %i", async (body, status) => {
    expect((await attach(body)).status).toBe(status);
  });

  test("a TTL above the maximum is an invalid body, on PATCH too when both are sent", async () => {
    await attach({ accessTokenTTL: 60, accessTokenMaxTTL: 600 });
    const answers = await Promise.all([
      attach({ accessTokenTTL: 61, accessTokenMaxTTL: 60 }),
      send("PATCH", `${universalAuthPath}/${target}`, { accessTokenTTL: 61, accessTokenMaxTTL: 60 }),
    ]);
    const message = "Access Token TTL cannot be greater than Access Token Max TTL.";
    expect(answers.map(({ status, body }) => [status, body["message"]])).toEqual(
      answers.map(() => [422, [{ code: "custom", message, path: [] }]]),
    );
    const alone = await send("PATCH", `${universalAuthPath}/${target}`, { accessTokenTTL: 601 });
    expect(alone.status).toBe(400);
  });

  test("there are five more fields", async () => {
    expect((await attach({})).body["identityUniversalAuth"]).toMatchObject({
      accessTokenPeriod: 0,
      lockoutEnabled: true,
      lockoutThreshold: 3,
      lockoutDurationSeconds: 300,
      lockoutCounterResetSeconds: 30,
    });
  });
});
