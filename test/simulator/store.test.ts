import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSimulator, type Simulator } from "../../src/simulator/start-simulator";
import { readWorldFile } from "../../src/simulator/world";
import { call, listPath, privilegePath, readDev, universalAuthPath } from "./call";

let simulator: Simulator;
let target: string;
beforeAll(async () => {
  simulator = await startSimulator();
  target = simulator.world.targets[0]?.identityId ?? "";
});
afterAll(() => simulator.close());

test("rows that v1 cannot write are answered by v1: a null mode, a stale window, one slug twice", async () => {
  const { store } = simulator;
  const start = Date.parse("2026-01-01T00:00:00Z");
  const first = store.addPrivilege(target, "payments", {
    slug: "same",
    isTemporary: true,
    temporaryRange: "1h",
    temporaryAccessStartTime: start,
    temporaryAccessEndTime: start + 3_600_000,
  });
  store.addPrivilege(target, "payments", { slug: "same" });
  store.editPrivilege(store.addPrivilege(target, "payments", { slug: "stale" }).id, { temporaryRange: "2h" });
  const { body } = await call(simulator, "GET", listPath(target, "payments"));
  expect(body["privileges"]).toMatchObject([
    {
      id: first.id,
      slug: "same",
      isTemporary: true,
      temporaryMode: null,
      temporaryAccessEndTime: "2026-01-01T01:00:00.000Z",
    },
    { slug: "same", isTemporary: false },
    { slug: "stale", isTemporary: false, temporaryRange: "2h", temporaryMode: null },
  ]);
});

test("what is done from outside leaves no request, what is asked leaves one without its secrets", async () => {
  const { clientId, clientSecret } = simulator.world.operator;
  const { requests } = await simulator.requestsDuring(async () => {
    simulator.store.attachUniversalAuth(target, { accessTokenTTL: 60 });
    simulator.store.editUniversalAuth(target, { accessTokenTTL: 120 });
    await call(
      simulator,
      "POST",
      "/api/v1/auth/universal-auth/login",
      { clientId, clientSecret },
      { token: null },
    );
    await call(simulator, "GET", `${universalAuthPath}/${target}`);
  });
  expect(requests.map(({ route, status, body }) => [route, status, body])).toEqual([
    ["POST /api/v1/auth/universal-auth/login", 200, { clientId, clientSecret: "***" }],
    ["GET /api/v1/auth/universal-auth/identities/:identityId", 200, undefined],
  ]);
  expect(simulator.store.universalAuth(target)).toMatchObject({ accessTokenTTL: 120 });
});

test("tokens that are revoked from outside are refused", async () => {
  const token = simulator.issueToken();
  simulator.store.revokeTokens(simulator.world.operator.identityId);
  expect((await call(simulator, "GET", listPath(target, "payments"), undefined, { token })).status).toBe(403);
});

test("a project that is renamed is found under its new slug", async () => {
  simulator.store.addProject({ slug: "before" });
  simulator.store.addMembership(simulator.world.operator.identityId, "before", "admin");
  simulator.store.addMembership(target, "before", "viewer");
  simulator.store.renameProject("before", "after");
  expect((await call(simulator, "GET", listPath(target, "before"))).status).toBe(500);
  expect((await call(simulator, "GET", listPath(target, "after"))).status).toBe(200);
});

test("ten thousand privileges of six hundred identities are served by look-ups", async () => {
  const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
  const large = await startSimulator({
    world: {
      organizationId: uuid(1),
      operator: { identityId: uuid(2), clientId: "operator", clientSecret: "secret" },
      projects: [{ id: uuid(3), slug: "alpha" }],
      targets: Array.from({ length: 600 }, (_, index) => ({
        identityId: uuid(1000 + index),
        name: String(index),
      })),
    },
  });
  try {
    for (let index = 0; index < 10_000; index += 1) {
      large.store.addPrivilege(uuid(1000 + (index % 600)), "alpha", { slug: `p-${String(index)}` });
    }
    expect(large.store.allPrivileges()).toHaveLength(10_000);
    const token = large.issueToken();
    const began = performance.now();
    for (let index = 0; index < 20; index += 1) {
      const body = { identityId: uuid(1000 + index), projectSlug: "alpha", privilegePermission: readDev };
      expect((await call(large, "POST", `${privilegePath}/permanent`, body, { token })).status).toBe(200);
    }
    expect(performance.now() - began).toBeLessThan(2000);
  } finally {
    await large.close();
  }
});

describe("what cannot be used is refused with the reason", () => {
  const directory = mkdtempSync(join(tmpdir(), "simulator-"));
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });
  const file = (name: string, text: string): string => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };

  test.each<[string, () => Promise<unknown>, RegExp]>([
    [
      "a world that names no identity",
      () => startSimulator({ world: { operator: {} } as never }),
      /Cannot use the world:(.|\n)*identityId/,
    ],
    [
      "a world file that is no JSON",
      async () => readWorldFile(file("world.json", "{")),
      /world\.json: it is not JSON/,
    ],
    [
      "a state file of something else",
      () => startSimulator({ stateFile: file("other.json", '{"version":4}') }),
      /not a state file of this simulator/,
    ],
    [
      "a state file that ends in the middle",
      async () => {
        const stateFile = file("torn.json", "");
        rmSync(stateFile);
        await (await startSimulator({ stateFile })).close();
        const whole = readFileSync(stateFile, "utf8");
        writeFileSync(stateFile, whole.slice(0, whole.length / 2));
        await startSimulator({ stateFile });
      },
      /torn\.json is not a state file of this simulator/,
    ],
    [
      "a state file that lacks a table",
      () =>
        startSimulator({
          stateFile: file("part.json", '{"version":1,"tokenKey":"k","content":{},"world":{}}'),
        }),
      /part\.json is not a state file of this simulator/,
    ],
    [
      "a state file in a folder that is not there",
      () => startSimulator({ stateFile: join(directory, "none", "state.json") }),
      /no such file or directory.*state\.json/,
    ],
  ])("%s", async (_title, start, message) => {
    await expect(start()).rejects.toThrow(message);
  });

  test("a state file of another world", async () => {
    const stateFile = join(directory, "state.json");
    await (await startSimulator({ stateFile })).close();
    const world = readWorldFile(join(__dirname, "../contract/world.json"));
    await expect(startSimulator({ stateFile, world })).rejects.toThrow(/state of another world/);
  });
});
