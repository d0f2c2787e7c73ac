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
} from "./infisical-answers";
import { startScriptedServer, type Answer, type ScriptedServer } from "./scripted-server";

const privilege = { slug: "one", permissions: [] };

let server: ScriptedServer | undefined;

afterEach(() => server?.close());

async function start(script: (nth: number) => Answer | Promise<Answer>): Promise<string> {
  server = await startScriptedServer(({ path, nth }) =>
    path === LOGIN ? loginAnswer(accessToken()) : script(nth),
  );
  return server.url;
}

/** A signal that is aborted as soon as the server has seen the n-th request that is no login, or after a time. */
function stopAfter(milliseconds: number): AbortSignal {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), milliseconds);
  return stop.signal;
}

async function timed<T>(promise: Promise<T>): Promise<{ value: T; milliseconds: number }> {
  const startedAt = performance.now();
  return { value: await promise, milliseconds: performance.now() - startedAt };
}

const answerAfter = (milliseconds: number, answer: Answer) => () =>
  new Promise<Answer>((resolve) => setTimeout(() => resolve(answer), milliseconds));

test("a read ends at once", async () => {
  const { client } = clientFor(await start(answerAfter(1500, listAnswer())));
  const { value, milliseconds } = await timed(errorOf(client.privileges.list(pair, stopAfter(100))));
  expect(value.kind).toBe("stopped");
  expect(milliseconds).toBeLessThan(1200);
});

test("the wait before a repetition ends at once", async () => {
  const { client } = clientFor(await start(() => refusal(503, "x", "y", {}, { "retry-after": "30" })));
  const { value, milliseconds } = await timed(errorOf(client.privileges.list(pair, stopAfter(100))));
  expect(value.kind).toBe("stopped");
  expect(milliseconds).toBeLessThan(5000);
});

test("the wait for a rate limit ends at once, and the others in the queue go on waiting", async () => {
  const window = { "retry-after": "1", "x-ratelimit-reset": "1", "x-ratelimit-limit": "60" };
  const url = await start((nth) =>
    nth === 1 ? refusal(429, "Too Many Requests", "x", {}, window) : listAnswer("one"),
  );
  const { client } = clientFor(url);
  const going = client.privileges.list(pair, never);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const { value, milliseconds } = await timed(errorOf(client.privileges.list(pair, stopAfter(300))));
  expect([value.kind, value.sent]).toEqual(["stopped", "no"]);
  expect(milliseconds).toBeLessThan(1500);
  expect(await going).toHaveLength(1);
});

test("a login that only this caller waits for ends at once", async () => {
  server = await startScriptedServer(() => () => undefined);
  const { client } = clientFor(server.url);
  const { value, milliseconds } = await timed(errorOf(client.login(stopAfter(100))));
  expect(value.kind).toBe("stopped");
  expect(milliseconds).toBeLessThan(5000);
});

test("a write that was sent may answer, and counts as done", async () => {
  const { client } = clientFor(await start(answerAfter(500, privilegeAnswer("one"))));
  const { value } = await timed(client.privileges.createPermanent(pair, privilege, stopAfter(100)));
  expect(value.slug).toBe("one");
});

test("a write that was sent is given up after the request's time limit, as one that may have been carried out", async () => {
  const { client } = clientFor(await start(() => () => undefined), { requestTimeout: 600 });
  const { value, milliseconds } = await timed(errorOf(client.privileges.delete(pair, "one", stopAfter(100))));
  expect(value.sent).toBe("maybe");
  expect(milliseconds).toBeGreaterThan(500);
  expect(milliseconds).toBeLessThan(5000);
});

test("a write that was sent has ten seconds, whatever its own time limit", async () => {
  const { client } = clientFor(await start(() => () => undefined), { requestTimeout: 60_000 });
  await client.login(never);
  // Time stands still for limits; the network goes on.
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "performance", "Date", "queueMicrotask"] });
  try {
    const stop = new AbortController();
    let error: unknown;
    const writing = errorOf(client.privileges.delete(pair, "one", stop.signal)).then(
      (value) => (error = value),
    );
    while (server?.of("DELETE", PRIVILEGES).length === 0) await new Promise(setImmediate);
    stop.abort();
    await jest.advanceTimersByTimeAsync(9_900);
    expect(error).toBeUndefined();
    await jest.advanceTimersByTimeAsync(200);
    await writing;
    expect(error).toMatchObject({ kind: "stopped", sent: "maybe" });
  } finally {
    jest.useRealTimers();
  }
});

test("no write is repeated after the stop, although it could be", async () => {
  const { client } = clientFor(await start(answerAfter(300, refusal(503, "x", "y"))));
  const error = await errorOf(client.privileges.delete(pair, "one", stopAfter(100)));
  expect(error).toMatchObject({ kind: "stopped", sent: "maybe" });
  expect(server?.of("DELETE", PRIVILEGES)).toHaveLength(1);
});

test("a write that was refused after the stop keeps its refusal", async () => {
  const { client } = clientFor(
    await start(
      answerAfter(300, refusal(401, "PermissionDenied", "You are not allowed to edit on identity")),
    ),
  );
  expect(await errorOf(client.privileges.delete(pair, "one", stopAfter(100)))).toMatchObject({
    kind: "forbidden",
    sent: "no",
  });
});

test("nothing is sent for a caller who has stopped already", async () => {
  const { client } = clientFor(await start(() => privilegeAnswer("one")));
  const error = await errorOf(client.privileges.createPermanent(pair, privilege, AbortSignal.abort()));
  expect(error).toMatchObject({
    kind: "stopped",
    sent: "no",
    method: "POST",
    route: `${PRIVILEGES}/permanent`,
  });
  expect(server?.received).toHaveLength(0);
});

test("a thousand calls may wait on one signal without a warning", async () => {
  const warnings: string[] = [];
  const note = (warning: Error) => warnings.push(warning.name);
  process.on("warning", note);
  const { client } = clientFor(await start(answerAfter(20, listAnswer("one"))));
  const stop = new AbortController();
  const calls = Array.from({ length: 1000 }, () => errorOf(client.privileges.list(pair, stop.signal)));
  setTimeout(() => stop.abort(), 15);
  const kinds = new Set((await Promise.all(calls)).map(({ kind }) => kind));
  process.off("warning", note);
  expect([...kinds]).toEqual(["stopped"]);
  expect(warnings).toEqual([]);
});
