import type { PermissionRule } from "../../src/access/permission-rule";
import { privilegeBody } from "../../src/infisical/privilege-body";
import { CLIENT_ID, CLIENT_SECRET, clientFor, never } from "./client-under-test";
import {
  accessToken,
  CALLER,
  listAnswer,
  LOGIN,
  loginAnswer,
  pair,
  privilegeAnswer,
  PRIVILEGES,
  TARGET,
  UNIVERSAL_AUTH,
  universalAuthAnswer,
} from "./infisical-answers";
import { startScriptedServer, type ScriptedServer } from "./scripted-server";

const rule: PermissionRule = {
  actions: ["read"],
  subject: "secrets",
  conditions: { environment: "dev" },
  inverted: false,
};
const token = accessToken();
const universalAuthPath = `${UNIVERSAL_AUTH}/${TARGET}`;

let server: ScriptedServer;

beforeEach(async () => {
  server = await startScriptedServer(({ method, path }) => {
    if (path === LOGIN) return loginAnswer(token);
    if (path.startsWith(UNIVERSAL_AUTH)) return universalAuthAnswer();
    return method === "GET" && path === PRIVILEGES ? listAnswer("one", "two") : privilegeAnswer("one");
  });
});

afterEach(() => server.close());

test("a login sends the credentials and no Authorization header, every other call the token and the user agent", async () => {
  const { client } = clientFor(server.url);
  await client.privileges.list(pair, never);

  const [login, list] = server.received;
  expect(login).toMatchObject({
    method: "POST",
    path: LOGIN,
    body: { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET },
  });
  expect(login?.headers).not.toHaveProperty("authorization");
  expect(list?.headers).toMatchObject({
    authorization: `Bearer ${token}`,
    "user-agent": "cdktf-infisical-access/0.0.0 terraform/1.11.4",
    accept: "application/json",
  });
});

const window = { temporaryRange: "4h", temporaryAccessStartTime: "2026-11-22T01:30:00.000Z" };
const permission = {
  privilegePermission: { actions: ["read"], subject: "secrets", conditions: { environment: "dev" } },
};

const calls = {
  "creating a permanent privilege": {
    call: (client) =>
      client.privileges.createPermanent(pair, { slug: "one", ...privilegeBody([rule]) }, never),
    request: {
      method: "POST",
      path: `${PRIVILEGES}/permanent`,
      body: { ...pair, slug: "one", ...permission },
    },
  },
  "creating a temporary privilege": {
    call: (client) =>
      client.privileges.createTemporary(pair, { slug: "one", ...privilegeBody([rule]), ...window }, never),
    request: {
      method: "POST",
      path: `${PRIVILEGES}/temporary`,
      body: { ...pair, slug: "one", ...permission, ...window, temporaryMode: "relative" },
    },
  },
  "updating a privilege": {
    call: (client) =>
      client.privileges.update(
        pair,
        "one",
        { slug: "uno", ...privilegeBody([rule]), isTemporary: false },
        never,
      ),
    request: {
      method: "PATCH",
      path: PRIVILEGES,
      body: {
        privilegeSlug: "one",
        ...pair,
        privilegeDetails: { slug: "uno", ...permission, isTemporary: false },
      },
    },
  },
  "deleting a privilege": {
    call: (client) => client.privileges.delete(pair, "one", never),
    request: { method: "DELETE", path: PRIVILEGES, body: { privilegeSlug: "one", ...pair } },
  },
  "getting one privilege": {
    call: (client) => client.privileges.get(pair, "one", never),
    request: {
      method: "GET",
      path: `${PRIVILEGES}/one`,
      query: new URLSearchParams({ ...pair }),
      body: undefined,
    },
  },
  "listing privileges": {
    call: (client) => client.privileges.list(pair, never),
    request: { method: "GET", path: PRIVILEGES, query: new URLSearchParams({ ...pair }), body: undefined },
  },
  "attaching universal auth": {
    call: (client) =>
      client.universalAuth.attach(TARGET, { accessTokenTTL: 60, accessTokenMaxTTL: 600 }, never),
    request: {
      method: "POST",
      path: universalAuthPath,
      body: { accessTokenTTL: 60, accessTokenMaxTTL: 600 },
    },
  },
  "updating universal auth": {
    call: (client) =>
      client.universalAuth.update(TARGET, { accessTokenTTL: 60, accessTokenMaxTTL: 600 }, never),
    request: {
      method: "PATCH",
      path: universalAuthPath,
      body: { accessTokenTTL: 60, accessTokenMaxTTL: 600 },
    },
  },
  "reading universal auth": {
    call: (client) => client.universalAuth.get(TARGET, never),
    request: { method: "GET", path: universalAuthPath, body: undefined },
  },
  "detaching universal auth": {
    call: (client) => client.universalAuth.detach(TARGET, never),
    request: { method: "DELETE", path: universalAuthPath, body: undefined },
  },
} satisfies Record<
  string,
  { call: (client: ReturnType<typeof clientFor>["client"]) => Promise<unknown>; request: object }
>;

test.each(Object.entries(calls))(
  "%s is one request as the API wants it",
  async (_name, { call, request }) => {
    await call(clientFor(server.url).client);
    expect(server.received.filter(({ path }) => path !== LOGIN)).toEqual([expect.objectContaining(request)]);
  },
);

test("a path prefix of the host is kept", async () => {
  const prefixed = await startScriptedServer(({ path }) =>
    path.endsWith("/login") ? loginAnswer(token) : listAnswer("one"),
  );
  await clientFor(`${prefixed.url}/infisical`).client.privileges.list(pair, never);
  expect(prefixed.received.map(({ path }) => path)).toEqual([
    `/infisical${LOGIN}`,
    `/infisical${PRIVILEGES}`,
  ]);
  await prefixed.close();
});

test("answers are read by their known members, and unknown ones are ignored", async () => {
  const { client } = clientFor(server.url);
  expect(await client.privileges.get(pair, "one", never)).toEqual({
    id: "6b3839cb-aa13-452b-afc5-630dcd2d447a",
    slug: "one",
    isTemporary: false,
    temporaryMode: null,
    temporaryRange: null,
    temporaryAccessStartTime: null,
    temporaryAccessEndTime: null,
    permissions: [{ subject: ["secrets"], action: ["read"], conditions: { environment: "dev" } }],
    createdAt: "2026-11-22T01:30:09.620Z",
    updatedAt: "2026-11-22T01:30:09.620Z",
  });
  expect(await client.universalAuth.get(TARGET, never)).toMatchObject({
    clientId: "d58ad1cf-219b-427a-ac9b-99061da76c14",
    clientSecretTrustedIps: [{ ipAddress: "0.0.0.0", prefix: 0 }],
    accessTokenTrustedIps: [{ ipAddress: "10.0.0.1", prefix: null }],
    lockoutEnabled: null,
  });
});

test("the server's clock comes with a dated read", async () => {
  const { serverTime } = await clientFor(server.url).client.universalAuth.getDated(TARGET, never);
  expect(Math.abs(Date.now() - Number(serverTime))).toBeLessThan(2000);
});

test("the caller's identity is the one in the token's payload", async () => {
  expect(await clientFor(server.url).client.callerIdentityId()).toBe(CALLER);
  expect(await clientFor(server.url, { credentials: { token } }).client.callerIdentityId()).toBe(CALLER);
  expect(
    await clientFor(server.url, { credentials: { token: "st.service.token" } }).client.callerIdentityId(),
  ).toBeUndefined();
});

test("every write is one INFO line with what it was about, and reads are none", async () => {
  const { client, log } = clientFor(server.url);
  await client.privileges.list(pair, never);
  await client.privileges.delete(pair, "one", never);
  expect(log.lines.filter(({ level }) => level === "info")).toEqual([
    {
      level: "info",
      message: "Write",
      fields: {
        method: "DELETE",
        route: PRIVILEGES,
        identity: TARGET,
        project: "alpha",
        slug: "one",
        status: 200,
        attempts: 1,
      },
    },
  ]);
});

test("a thousand calls at once all get their answer, over a few connections", async () => {
  const { client } = clientFor(server.url);
  const lists = await Promise.all(Array.from({ length: 1000 }, () => client.privileges.list(pair, never)));
  expect(lists.every((list) => list.length === 2)).toBe(true);
  expect(server.connections).toBeLessThanOrEqual(33);
});
