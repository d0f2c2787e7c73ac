import { Pacer } from "../../src/infisical/pacer";
import { clientFor, never, RecordedLog } from "./client-under-test";
import { FixedWindowServer } from "./fixed-window-server";
import { accessToken, LOGIN, loginAnswer, pair, PRIVILEGES } from "./infisical-answers";
import { startScriptedServer } from "./scripted-server";

const MINUTE = 60_000;

interface Outcome {
  /** How often each call was refused. */
  readonly refusals: readonly number[];
  /** How long all of them took, in seconds. */
  readonly seconds: number;
}

/** Sends calls through a pacer to a server that answers after a while, in fake time. */
async function send(
  pacer: Pacer,
  server: FixedWindowServer,
  calls: number,
  parallel: number,
): Promise<Outcome> {
  const startedAt = performance.now();
  const refusals: number[] = [];
  let next = 0;
  const worker = async () => {
    while (next < calls) {
      const call = next++;
      refusals[call] = 0;
      for (;;) {
        const passage = await pacer.enter("GET", "/route", refusals[call] > 0, never);
        await later(10 + ((call * 7919) % 40));
        const answer = server.take();
        await later(10 + ((call * 104_729) % 40));
        passage.leave(answer);
        if (answer.status === 200) break;
        refusals[call] += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return { refusals, seconds: (performance.now() - startedAt) / 1000 };
}

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function inFakeTime<T>(run: () => Promise<T>): Promise<T> {
  jest.useFakeTimers();
  try {
    let isDone = false;
    const result = run().finally(() => (isDone = true));
    while (!isDone) await jest.advanceTimersByTimeAsync(1000);
    return await result;
  } finally {
    jest.useRealTimers();
  }
}

const most = (refusals: readonly number[]) => Math.max(...refusals);
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

test.each([
  { calls: 1000, parallel: 10, limit: 60, minutes: 16 },
  { calls: 1000, parallel: 1000, limit: 60, minutes: 16 },
  { calls: 1000, parallel: 10, limit: 200, minutes: 4 },
  { calls: 61, parallel: 10, limit: 60, minutes: 1 },
])(
  "$calls calls, $parallel at once, are never refused by a limit of $limit a minute and lose no more than the windows",
  async ({ calls, parallel, limit, minutes }) => {
    const outcome = await inFakeTime(() =>
      send(new Pacer(new RecordedLog()), new FixedWindowServer(limit, MINUTE), calls, parallel),
    );
    expect(sum(outcome.refusals)).toBe(0);
    expect(outcome.seconds / 60).toBeLessThan(minutes + 1);
  },
);

test("a window that is used up is waited for with one log line", async () => {
  const log = new RecordedLog();
  await inFakeTime(() => send(new Pacer(log), new FixedWindowServer(60, MINUTE), 100, 10));
  expect(log.lines).toEqual([
    {
      level: "info",
      message: "Waiting for the server's rate limit",
      fields: {
        route: "GET /route",
        seconds: expect.any(Number),
        limit: 60,
        remaining: 0,
        requests_ended: 60,
        requests_waiting: 9,
      },
    },
  ]);
});

test("calls that fit into one window do not wait", async () => {
  const outcome = await inFakeTime(() =>
    send(new Pacer(new RecordedLog()), new FixedWindowServer(60, MINUTE), 60, 10),
  );
  expect(outcome.seconds).toBeLessThan(5);
});

test.each([2, 4, 8])("no call is refused twice when %i clients share the address", async (clients) => {
  const server = new FixedWindowServer(60, MINUTE);
  const outcomes = await inFakeTime(() =>
    Promise.all(Array.from({ length: clients }, () => send(new Pacer(new RecordedLog()), server, 200, 10))),
  );
  expect(Math.max(...outcomes.map(({ refusals }) => most(refusals)))).toBeLessThanOrEqual(1);
  expect(Math.max(...outcomes.map(({ seconds }) => seconds)) / 60).toBeLessThan((clients * 200) / 60 + 2);
});

test("no call is refused twice beside a client that spends half of each window at a stroke", async () => {
  const server = new FixedWindowServer(60, MINUTE);
  const outcome = await inFakeTime(async () => {
    const strokes = setInterval(() => {
      for (let request = 0; request < 30; request += 1) server.take();
    }, 67_000);
    const ours = await send(new Pacer(new RecordedLog()), server, 400, 10);
    clearInterval(strokes);
    return ours;
  });
  expect(most(outcome.refusals)).toBeLessThanOrEqual(1);
  expect(outcome.seconds / 60).toBeLessThan(400 / 30 + 2);
});

test("no call is refused twice when the window was used up before the client started", async () => {
  const server = new FixedWindowServer(60, MINUTE);
  const outcome = await inFakeTime(async () => {
    for (let request = 0; request < 60; request += 1) server.take();
    return send(new Pacer(new RecordedLog()), server, 100, 10);
  });
  expect(most(outcome.refusals)).toBe(1);
  expect(sum(outcome.refusals)).toBeLessThanOrEqual(10);
});

test("routes and methods have windows of their own, and a server without limits is not waited for", async () => {
  const real = new FixedWindowServer(4, 2000);
  const server = await startScriptedServer(({ path, method }) => {
    if (path === LOGIN) return loginAnswer(accessToken());
    if (method !== "GET" || path !== PRIVILEGES) return { status: 400, json: {} };
    const { status, headers } = real.take();
    return { status, headers: headers as Record<string, string>, json: { privileges: [] } };
  });
  const { client, log } = clientFor(server.url);
  const startedAt = performance.now();
  const lists = Promise.all(Array.from({ length: 6 }, () => client.privileges.list(pair, never)));
  await client.privileges.get(pair, "one", never).catch(() => undefined);
  expect(performance.now() - startedAt).toBeLessThan(1000);
  expect(await lists).toHaveLength(6);
  expect(performance.now() - startedAt).toBeGreaterThan(2000);
  expect(log.with("Waiting for the server's rate limit")).toHaveLength(1);
  // All six went out before an answer told the limit: each of the two that were refused was refused once.
  expect(server.of("GET", PRIVILEGES)).toHaveLength(8);
  await server.close();
});
