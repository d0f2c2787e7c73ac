import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import type { InfisicalClient } from "../../src/infisical/infisical-client";
import { CallHistory, delayBeforeRepeat } from "../../src/infisical/retry-policy";
import { InfisicalError } from "../../src/infisical/infisical-error";
import { clientFor, errorOf, never } from "./client-under-test";
import {
  accessToken,
  listAnswer,
  LOGIN,
  loginAnswer,
  pair,
  privilegeAnswer,
  PRIVILEGES,
  refusal,
  TARGET,
} from "./infisical-answers";
import { startScriptedServer, type Answer, type ScriptedServer } from "./scripted-server";

let server: ScriptedServer | undefined;

beforeEach(() => {
  // The shortest waits that full jitter can give.
  jest.spyOn(Math, "random").mockReturnValue(0.01);
});

afterEach(async () => {
  jest.restoreAllMocks();
  await server?.close();
  server = undefined;
});

/** A server that answers the first request of each call with a fault, and the next as it should. */
async function startFaulty(fault: Answer, faults = 1): Promise<InfisicalClient> {
  server = await startScriptedServer(({ method, path, nth }) => {
    if (path === LOGIN) return loginAnswer(accessToken());
    if (nth <= faults) return fault;
    return method === "GET" ? listAnswer("one") : privilegeAnswer("one");
  });
  return clientFor(server.url).client;
}

const reset: Answer = (response) => response.socket?.resetAndDestroy();
const silence: Answer = () => undefined;
const brokenOff: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
  response.write('{"privilege":', () => response.socket?.destroy());
};
const status = (code: number): Answer => ({ status: code, text: "<html><title>Bad Gateway</title></html>" });
const databaseDown = refusal(500, "FindOne", "Something went wrong");

const calls = {
  read: (client: InfisicalClient) => client.privileges.list(pair, never),
  PATCH: (client: InfisicalClient) =>
    client.privileges.update(pair, "one", { slug: "one", permissions: [], isTemporary: false }, never),
  DELETE: (client: InfisicalClient) => client.privileges.delete(pair, "one", never),
  POST: (client: InfisicalClient) =>
    client.privileges.createPermanent(pair, { slug: "one", permissions: [] }, never),
};

const faults: Record<string, { fault: Answer; repeated: (keyof typeof calls)[]; otherwise: string }> = {
  "a reset": { fault: reset, repeated: ["read", "PATCH", "DELETE"], otherwise: "no-answer" },
  "an answer that breaks off": {
    fault: brokenOff,
    repeated: ["read", "PATCH", "DELETE"],
    otherwise: "no-answer",
  },
  "status 502": { fault: status(502), repeated: ["read", "PATCH", "DELETE"], otherwise: "server-error" },
  "status 503": { fault: status(503), repeated: ["read", "PATCH", "DELETE"], otherwise: "server-error" },
  "status 504": { fault: status(504), repeated: ["read", "PATCH", "DELETE"], otherwise: "server-error" },
  "status 500": { fault: databaseDown, repeated: ["read"], otherwise: "server-error" },
};

const cases = Object.entries(faults).flatMap(([name, { fault, repeated, otherwise }]) =>
  (Object.keys(calls) as (keyof typeof calls)[]).map((call) => ({
    name,
    fault,
    call,
    repeats: repeated.includes(call),
    otherwise,
  })),
);

test.each(cases.filter(({ repeats }) => repeats))(
  "$call is repeated after $name",
  async ({ fault, call }) => {
    const client = await startFaulty(fault);
    await expect(calls[call](client)).resolves.toBeDefined();
    expect(server?.received).toHaveLength(3);
  },
);

test.each(cases.filter(({ repeats }) => !repeats))(
  "$call is not repeated after $name, and may have been carried out",
  async ({ fault, call, otherwise }) => {
    const client = await startFaulty(fault);
    const startedAt = performance.now();
    const error = await errorOf(calls[call](client));
    expect(error).toMatchObject({ kind: otherwise, sent: "maybe" });
    expect(error.sentAt).toBeGreaterThanOrEqual(startedAt);
    expect(server?.received).toHaveLength(2);
  },
);

test("a request without an answer ends at its time limit and a read is repeated", async () => {
  const client = await startFaulty(silence);
  const { client: impatient } = clientFor(server?.url ?? "", { requestTimeout: 200 });
  const startedAt = performance.now();
  await expect(impatient.privileges.list(pair, never)).resolves.toHaveLength(1);
  expect(performance.now() - startedAt).toBeGreaterThan(190);
  client.close();
});

test("an answer that comes byte by byte without end is ended by the same limit", async () => {
  const drip: Answer = (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const timer = setInterval(() => response.write(" "), 20);
    response.on("close", () => clearInterval(timer));
  };
  await startFaulty(drip, 99);
  const { client } = clientFor(server?.url ?? "", { requestTimeout: 300, maxRetries: 1 });
  const startedAt = performance.now();
  const error = await errorOf(client.privileges.list(pair, never));
  expect(error).toMatchObject({ kind: "no-answer", message: expect.stringContaining("within 0.3 s") });
  expect(performance.now() - startedAt).toBeLessThan(2000);
});

test("max_retries is how often a call is repeated, and 500 is repeated twice at most", async () => {
  await startFaulty(status(503), 99);
  const attempts = async (maxRetries: number) => {
    const before = server?.received.length ?? 0;
    await errorOf(clientFor(server?.url ?? "", { maxRetries }).client.privileges.list(pair, never));
    return (server?.received.length ?? 0) - before - 1;
  };
  expect(await attempts(0)).toBe(1);
  expect(await attempts(4)).toBe(5);
  await server?.close();

  await startFaulty(databaseDown, 99);
  expect(await attempts(9)).toBe(3);
});

test("Retry-After is obeyed", async () => {
  await startFaulty(refusal(503, "Service Unavailable", "starting", {}, { "retry-after": "1" }));
  const { client } = clientFor(server?.url ?? "");
  await client.privileges.list(pair, never);
  const [first, second] = server?.of("GET", PRIVILEGES) ?? [];
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
});

test("a POST is repeated as long as the connection is refused: nothing was sent", async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
  const { port } = holder.address() as AddressInfo;
  await new Promise((resolve) => holder.close(resolve));

  const { client, log } = clientFor(`http://127.0.0.1:${port}`, { credentials: { token: accessToken() } });
  const error = await errorOf(client.universalAuth.attach(TARGET, {}, never));
  expect(error).toMatchObject({
    kind: "unreachable",
    sent: "no",
    message: expect.stringContaining("refused"),
  });
  expect(error.sentAt).toBeUndefined();
  expect(log.with("Repeating a request")).toHaveLength(2);
});

test("once an attempt may have been carried out, the error says so whatever the repetition ends with", async () => {
  server = await startScriptedServer(({ path, nth }) => {
    if (path === LOGIN) return loginAnswer(accessToken());
    return nth === 1 ? reset : refusal(400, "BadRequest", "Identity additional privilege not found");
  });
  const error = await errorOf(clientFor(server.url).client.privileges.delete(pair, "one", never));
  expect(error).toMatchObject({ kind: "privilege-not-found", sent: "maybe", sentAt: expect.any(Number) });
});

test("waits double up to ten seconds with full jitter, and never exceed what an operation may take", () => {
  const error = new InfisicalError("server-error", "503", { sent: "no", status: 503, temporary: true });
  const delayAfter = (failures: number, random: number, spent = 0) => {
    jest.spyOn(Math, "random").mockReturnValue(random);
    return delayBeforeRepeat("read", error, Object.assign(new CallHistory(), { failures, spent }), 20);
  };
  expect([1, 2, 3, 4, 5, 6, 7].map((failures) => delayAfter(failures, 1))).toEqual([
    500, 1000, 2000, 4000, 8000, 10_000, 10_000,
  ]);
  expect(delayAfter(3, 0)).toBe(0);
  expect(delayAfter(3, 0.5)).toBe(1000);
  expect(delayAfter(3, 1, 300_000)).toBeUndefined();
});

test("a server that asks to wait for longer than an operation may take is not waited for", () => {
  const error = new InfisicalError("rate-limited", "429", {
    sent: "no",
    status: 429,
    temporary: true,
    retryAfter: 3600,
  });
  expect(delayBeforeRepeat("read", error, new CallHistory(), 5)).toBeUndefined();
});
