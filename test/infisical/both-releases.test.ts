import type { PermissionRule } from "../../src/access/permission-rule";
import { rulesFromAnswer } from "../../src/access/rules-from-answer";
import { samePermissions } from "../../src/access/permission-rule";
import type { InfisicalClient } from "../../src/infisical/infisical-client";
import { privilegeBody } from "../../src/infisical/privilege-body";
import { startSimulator, type Simulator } from "../../src/simulator/start-simulator";
import { clientFor, errorOf, never } from "./client-under-test";

const prodRead: PermissionRule = {
  actions: ["read"],
  subject: "secrets",
  conditions: { environment: "prod", secretPath: { $glob: "/payments/**" } },
  inverted: false,
};

describe.each(["2024-07", "2026-08"] as const)("against a server of %s", (release) => {
  let simulator: Simulator;
  let client: InfisicalClient;
  let pair: { identityId: string; projectSlug: string };

  beforeAll(async () => {
    simulator = await startSimulator({ release, rateLimit: false });
    const { operator, targets, projects } = simulator.world;
    const [target] = targets;
    const [project] = projects;
    if (!target || !project) throw new Error("the world has no target or no project");
    pair = { identityId: target.identityId, projectSlug: project.slug };
    const { clientId, clientSecret } = operator;
    ({ client } = clientFor(simulator.url, { credentials: { clientId, clientSecret } }));
  });

  afterAll(async () => {
    client.close();
    await simulator.close();
  });

  test("a privilege is created, listed, changed, read and deleted", async () => {
    const { privileges } = client;
    const created = await privileges.createPermanent(
      pair,
      { slug: "deploy", ...privilegeBody([prodRead]) },
      never,
    );
    expect(created).toMatchObject({ slug: "deploy", isTemporary: false });
    expect(samePermissions([prodRead], rulesFromAnswer(created.permissions))).toBe(true);
    expect((await privileges.list(pair, never)).map(({ id }) => id)).toEqual([created.id]);

    const rules = [
      { ...prodRead, actions: ["read", "edit"] },
      { ...prodRead, subject: "environments", conditions: null },
    ];
    const window = { temporaryRange: "4h", temporaryAccessStartTime: "2030-01-01T00:00:00.000Z" };
    const details = {
      slug: "deploy",
      ...privilegeBody(rules),
      isTemporary: true,
      temporaryMode: "relative" as const,
      ...window,
    };
    const updated = await privileges.update(pair, "deploy", details, never);
    expect(updated).toMatchObject({
      id: created.id,
      isTemporary: true,
      ...window,
      temporaryAccessEndTime: "2030-01-01T04:00:00.000Z",
    });
    expect(samePermissions(rules, rulesFromAnswer(updated.permissions))).toBe(true);

    expect(await privileges.get(pair, "deploy", never)).toEqual(updated);
    expect((await privileges.delete(pair, "deploy", never)).id).toBe(created.id);
    expect(await privileges.list(pair, never)).toEqual([]);
  });

  test("a temporary privilege is created with its window", async () => {
    const window = { temporaryRange: "2h", temporaryAccessStartTime: "2030-01-01T00:00:00.000Z" };
    const created = await client.privileges.createTemporary(
      pair,
      { slug: "tmp", ...privilegeBody([prodRead]), ...window },
      never,
    );
    expect(created).toMatchObject({
      isTemporary: true,
      temporaryMode: "relative",
      temporaryAccessEndTime: "2030-01-01T02:00:00.000Z",
    });
    await client.privileges.delete(pair, "tmp", never);
  });

  test("universal auth is attached, changed, read and detached", async () => {
    const { universalAuth } = client;
    const { identityId } = pair;
    await universalAuth.detach(identityId, never).catch(() => undefined);
    const attached = await universalAuth.attach(
      identityId,
      { accessTokenTTL: 600, accessTokenMaxTTL: 1200 },
      never,
    );
    expect(attached).toMatchObject({
      identityId,
      accessTokenTTL: 600,
      accessTokenMaxTTL: 1200,
      lockoutEnabled: release === "2026-08" ? true : null,
    });
    const updated = await universalAuth.update(
      identityId,
      { accessTokenTTL: 700, accessTokenMaxTTL: 1300 },
      never,
    );
    expect(updated).toMatchObject({ id: attached.id, accessTokenTTL: 700 });
    const { universalAuth: read, serverTime } = await universalAuth.getDated(identityId, never);
    expect(read).toEqual(updated);
    expect(serverTime).toBeInstanceOf(Date);
    expect((await universalAuth.detach(identityId, never)).id).toBe(attached.id);
  });

  const unknown = "00000000-0000-4000-8000-000000000000";

  test.each<[string, string, () => Promise<unknown>]>([
    ["a slug that nobody has", "privilege-not-found", () => client.privileges.get(pair, "nobody", never)],
    [
      "an identity that is unknown",
      "identity-not-found",
      () => client.privileges.list({ ...pair, identityId: unknown }, never),
    ],
    [
      "a project that is unknown",
      "project-not-found",
      () => client.privileges.list({ ...pair, projectSlug: "nowhere" }, never),
    ],
    [
      "a slug that is not one",
      "invalid-request",
      () => client.privileges.createPermanent(pair, { slug: "a--b", ...privilegeBody([prodRead]) }, never),
    ],
    [
      "a universal auth of an unknown identity",
      "identity-not-found",
      () => client.universalAuth.get(unknown, never),
    ],
    [
      "a network that the plan does not permit",
      "ip-allowlisting-not-licensed",
      async () => {
        await client.universalAuth.detach(pair.identityId, never).catch(() => undefined);
        return client.universalAuth.attach(
          pair.identityId,
          { accessTokenTrustedIps: [{ ipAddress: "10.0.0.0/8" }] },
          never,
        );
      },
    ],
    [
      "a second universal auth",
      "universal-auth-exists",
      async () => {
        await client.universalAuth.attach(pair.identityId, {}, never);
        return client.universalAuth.attach(pair.identityId, {}, never);
      },
    ],
    [
      "no universal auth any more",
      "universal-auth-not-attached",
      async () => {
        await client.universalAuth.detach(pair.identityId, never);
        return client.universalAuth.get(pair.identityId, never);
      },
    ],
    [
      "no universal auth any more, on DELETE",
      "universal-auth-not-attached",
      () => client.universalAuth.detach(pair.identityId, never),
    ],
    [
      "a slug that is taken",
      "slug-exists",
      async () => {
        await client.privileges.createPermanent(pair, { slug: "taken", ...privilegeBody([prodRead]) }, never);
        return client.privileges.createPermanent(
          pair,
          { slug: "taken", ...privilegeBody([prodRead]) },
          never,
        );
      },
    ],
  ])("%s is %s", async (_name, kind, call) => {
    expect((await errorOf(call())).kind).toBe(kind);
  });

  test("an outsider has no membership, a viewer no permission, and a wrong secret no login", async () => {
    const as = (identityId: string) =>
      clientFor(simulator.url, { credentials: { token: simulator.issueToken(identityId) } }).client;
    const [outsider] = simulator.world.outsiders;
    const viewer = simulator.world.targets.find(({ projectRole }) => projectRole === "viewer");
    if (!outsider || !viewer) throw new Error("the world has no outsider or no viewer");
    const kinds =
      release === "2024-07" ? ["caller-not-in-project"] : ["caller-not-in-project", "membership-unclear"];
    expect(kinds).toContain((await errorOf(as(outsider.identityId).privileges.list(pair, never))).kind);
    expect((await errorOf(as(viewer.identityId).privileges.list(pair, never))).kind).toBe("forbidden");

    const { clientId } = simulator.world.operator;
    const wrong = clientFor(simulator.url, { credentials: { clientId, clientSecret: "wrong" } }).client;
    expect((await errorOf(wrong.login(never))).kind).toBe("unauthenticated");
  });

  test("tokens that expire and tokens with few uses do not stop a run", async () => {
    const { operator } = simulator.world;
    const before = await client.universalAuth.get(operator.identityId, never);
    await client.universalAuth.update(
      operator.identityId,
      { accessTokenTTL: 1, accessTokenMaxTTL: 1, accessTokenNumUsesLimit: 3 },
      never,
    );
    const { client: other } = clientFor(simulator.url, { credentials: operator });
    const end = performance.now() + 1500;
    while (performance.now() < end) {
      await Promise.all([1, 2, 3, 4].map(() => other.privileges.list(pair, never)));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const { accessTokenTTL, accessTokenMaxTTL } = before;
    await other.universalAuth.update(
      operator.identityId,
      { accessTokenTTL, accessTokenMaxTTL, accessTokenNumUsesLimit: 0 },
      never,
    );
    other.close();
  });
});

test("creating more privileges than a window takes ends complete, and nothing is refused", async () => {
  const simulator = await startSimulator({ rateLimit: true, rateLimitWindow: 1500 });
  const { operator, targets, projects } = simulator.world;
  const { client } = clientFor(simulator.url, { credentials: operator });
  const pair = { identityId: targets[0]?.identityId ?? "", projectSlug: projects[0]?.slug ?? "" };
  const slugs = Array.from({ length: 230 }, (_, index) => `privilege-${index}`);
  await Promise.all(
    slugs.map((slug) =>
      client.privileges.createPermanent(pair, { slug, ...privilegeBody([prodRead]) }, never),
    ),
  );
  expect((await client.privileges.list(pair, never)).map(({ slug }) => slug).sort()).toEqual(
    [...slugs].sort(),
  );
  expect(simulator.requests.filter(({ status }) => status === 429)).toHaveLength(0);
  client.close();
  await simulator.close();
});
