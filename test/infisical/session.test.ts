import { clientFor, CLIENT_SECRET, errorOf, never } from "./client-under-test";
import {
  accessToken,
  listAnswer,
  LOGIN,
  loginAnswer,
  pair,
  privilegeAnswer,
  PRIVILEGES,
  refusal,
} from "./infisical-answers";
import {
  startScriptedServer,
  type Answer,
  type ReceivedRequest,
  type ScriptedServer,
} from "./scripted-server";

const NOT_ALLOWED = refusal(403, "UnauthorizedError", "You are not allowed to access this resource");
const USED_UP = refusal(
  400,
  "BadRequest",
  "Unable to renew because access token number of uses limit reached",
);

let server: ScriptedServer | undefined;

afterEach(() => server?.close());

/** A server that gives out numbered tokens and judges each request by the number of its token. */
async function start(
  judge: (token: number, request: ReceivedRequest) => Answer | undefined,
  login: (nth: number) => Answer | Promise<Answer> = (nth) => loginAnswer(accessToken(nth)),
): Promise<ScriptedServer> {
  const tokens = new Map<string, number>();
  server = await startScriptedServer((request) => {
    if (request.path === LOGIN) {
      tokens.set(`Bearer ${accessToken(request.nth)}`, request.nth);
      return login(request.nth);
    }
    const refused = judge(tokens.get(request.headers.authorization ?? "") ?? 0, request);
    return refused ?? (request.method === "GET" ? listAnswer("one") : privilegeAnswer("one"));
  });
  return server;
}

const logins = () => server?.of("POST", LOGIN).length;

test("a hundred concurrent calls share one login", async () => {
  const { url } = await start(() => undefined);
  const { client } = clientFor(url);
  await Promise.all(Array.from({ length: 100 }, () => client.privileges.list(pair, never)));
  expect(logins()).toBe(1);
});

const refusals: Record<string, Answer> = {
  "2024-07, revoked, unknown or expired": NOT_ALLOWED,
  "2024-07, first use after its TTL": refusal(
    403,
    "UnauthorizedError",
    "Failed to renew MI access token due to TTL expiration",
  ),
  "2024-07, behind its maximum TTL": refusal(500, "Internal Server Error", "jwt expired"),
  "2024-07, malformed": refusal(500, "Internal Server Error", "jwt malformed"),
  "2024-07, signed by another server": refusal(500, "Internal Server Error", "invalid signature"),
  "2024-07, no token of this kind": refusal(500, "Internal Server Error", "invalid token"),
  "2024-07, uses spent": USED_UP,
  "2026-08, expired": refusal(403, "TokenError", "Your token has expired. Please re-authenticate.", {
    reqId: "req-1",
  }),
  "2026-08, unknown": refusal(401, "UnauthorizedError", "No identity access token found", { reqId: "req-1" }),
};

test.each(Object.entries(refusals))(
  "a refused token is replaced once and the call repeated: %s",
  async (_name, refused) => {
    const { url } = await start((token) => (token === 1 ? refused : undefined));
    const { client } = clientFor(url);
    expect(await client.privileges.list(pair, never)).toHaveLength(1);
    expect(logins()).toBe(2);
    expect(
      server?.received
        .filter(({ path }) => path === LOGIN)
        .every(({ headers }) => headers.authorization === undefined),
    ).toBe(true);
  },
);

test("a write whose token is refused is repeated too: it was not carried out", async () => {
  const { url } = await start((token) => (token === 1 ? NOT_ALLOWED : undefined));
  await clientFor(url).client.privileges.createPermanent(pair, { slug: "one", permissions: [] }, never);
  expect(server?.of("POST", `${PRIVILEGES}/permanent`)).toHaveLength(2);
});

test.each([
  [
    "a missing permission, 2024-07",
    refusal(401, "PermissionDenied", "You are not allowed to edit on identity"),
    "forbidden",
  ],
  [
    "a missing permission, 2026-08",
    refusal(403, "PermissionDenied", "You are not allowed to edit on identity"),
    "forbidden",
  ],
  ["an invalid body, 2024-07", refusal(403, "ValidationFailure", []), "invalid-request"],
  [
    "a missing membership",
    refusal(403, "Identity not in project", "You are not allowed to access this resource"),
    "caller-not-in-project",
  ],
  [
    "no permissions given, 2026-08",
    refusal(401, "UnauthorizedError", "Permission or privilegePermission must be provided"),
    "invalid-request",
  ],
])("%s is no reason to log in again", async (_name, refused, kind) => {
  const { url } = await start(() => refused);
  const error = await errorOf(clientFor(url).client.privileges.list(pair, never));
  expect([error.kind, logins()]).toEqual([kind, 1]);
});

test("where a new token is refused too, no call logs in any more", async () => {
  const untrusted = refusal(403, "UnauthorizedError", "Failed to authenticate");
  const { url } = await start(() => untrusted);
  const { client } = clientFor(url);
  for (let call = 0; call < 5; call += 1) {
    const error = await errorOf(client.privileges.list(pair, never));
    expect(error).toMatchObject({ kind: "unauthenticated", serverMessage: "Failed to authenticate" });
  }
  expect(logins()).toBe(2);
});

test("concurrent calls that meet one expired token log in once", async () => {
  const { url } = await start((token) => (token === 1 ? NOT_ALLOWED : undefined));
  const { client } = clientFor(url);
  await Promise.all(Array.from({ length: 20 }, () => client.privileges.list(pair, never)));
  expect(logins()).toBe(2);
});

test("a token is renewed before it expires, so that no request is refused", async () => {
  const issued: number[] = [];
  const { url } = await start(
    (token, { at }) => (at - (issued[token - 1] ?? 0) > 1000 ? NOT_ALLOWED : undefined),
    (nth) => {
      issued.push(performance.now());
      return loginAnswer(accessToken(nth), 1);
    },
  );
  const { client } = clientFor(url);
  const end = performance.now() + 2200;
  while (performance.now() < end) {
    await client.privileges.list(pair, never);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(logins()).toBe(3);
  expect(server?.received.filter(({ path }) => path !== LOGIN).length).toBeGreaterThan(50);
});

test("expiresIn 0 is no limit but the maximum TTL", async () => {
  const { url } = await start(
    () => undefined,
    (nth) => loginAnswer(accessToken(nth), 0, 600),
  );
  const { client } = clientFor(url);
  for (let call = 0; call < 3; call += 1) await client.privileges.list(pair, never);
  expect(logins()).toBe(1);
});

test("a token that lives shorter than its login takes is still used once", async () => {
  const { url } = await start(
    () => undefined,
    async (nth) => {
      await new Promise((resolve) => setTimeout(resolve, 1100));
      return loginAnswer(accessToken(nth), 1);
    },
  );
  expect(await clientFor(url).client.privileges.list(pair, never)).toHaveLength(1);
  expect(logins()).toBe(1);
});

test.each([1, 3, 7])(
  "no use is wasted of tokens that may be used %i times, once their number is known",
  async (limit) => {
    const uses = new Map<number, number>();
    const { url } = await start((token) => {
      const use = (uses.get(token) ?? 0) + 1;
      uses.set(token, use);
      if (use <= limit) return undefined;
      return use === limit + 1 ? USED_UP : NOT_ALLOWED;
    });
    const { client } = clientFor(url);
    const calls = 40;
    await Promise.all(Array.from({ length: calls }, () => client.privileges.list(pair, never)));
    // The first token shows the limit by refusing; after it nothing is refused.
    const [first, ...others] = [...uses.entries()].sort(([a], [b]) => a - b).map(([, used]) => used);
    expect(first).toBeGreaterThan(limit);
    expect(Math.max(...others)).toBeLessThanOrEqual(limit);
    expect(logins()).toBe(Math.ceil(calls / limit));
  },
);

test("wrong credentials are tried once, whatever asks: more would lock the identity out", async () => {
  const { url } = await start(
    () => undefined,
    () => refusal(403, "UnauthorizedError", "Invalid credentials"),
  );
  const { client } = clientFor(url);
  const errors = await Promise.all([
    errorOf(client.login(never)),
    errorOf(client.privileges.list(pair, never)),
  ]);
  errors.push(await errorOf(client.privileges.list(pair, never)));
  expect(errors.map(({ kind, route }) => [kind, route])).toEqual(
    errors.map(() => ["unauthenticated", LOGIN]),
  );
  expect(logins()).toBe(1);
});

test("a login that failed for a passing reason is tried again by the next call", async () => {
  const { url } = await start(
    () => undefined,
    (nth) => (nth <= 3 ? refusal(503, "Service Unavailable", "starting") : loginAnswer(accessToken(nth))),
  );
  const { client } = clientFor(url, { maxRetries: 1 });
  expect(await errorOf(client.login(never))).toMatchObject({ kind: "server-error", status: 503 });
  expect(await client.privileges.list(pair, never)).toHaveLength(1);
});

test("a caller who stops waiting for the login does not stop it for the others", async () => {
  const { url } = await start(
    () => undefined,
    async (nth) => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      return loginAnswer(accessToken(nth));
    },
  );
  const { client } = clientFor(url);
  const stop = new AbortController();
  const stopped = errorOf(client.privileges.list(pair, stop.signal));
  const going = client.privileges.list(pair, never);
  setTimeout(() => stop.abort(), 50);
  expect(await stopped).toMatchObject({ kind: "stopped", sent: "no" });
  await client.login(never);
  expect(await going).toHaveLength(1);
  expect(logins()).toBe(1);
});

test("a given token is used as it is, and its refusal says what to do", async () => {
  const { url } = await start(() => NOT_ALLOWED);
  const error = await errorOf(
    clientFor(url, { credentials: { token: "given-token" } }).client.privileges.list(pair, never),
  );
  expect(error).toMatchObject({ kind: "unauthenticated", status: 403 });
  expect(server?.received.map(({ path, headers }) => [path, headers.authorization])).toEqual([
    [PRIVILEGES, "Bearer given-token"],
  ]);
});

test("a login's answer that breaks off behind the token does not show it", async () => {
  const { url } = await start(
    () => undefined,
    () => ({ text: `{"accessToken":"${accessToken(1)}","expi` }),
  );
  const error = await errorOf(clientFor(url, { maxRetries: 0 }).client.login(never));
  expect(error.message).toContain("breaks off");
  expect(error.message).not.toContain(accessToken(1).slice(0, 20));
  expect(error.message).not.toContain(CLIENT_SECRET);
});
