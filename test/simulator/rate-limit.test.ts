import { startSimulator, type Simulator, type SimulatorOptions } from "../../src/simulator/start-simulator";
import { call, listPath, privilegePath, type Answer } from "./call";

const simulators: Simulator[] = [];
afterEach(() => Promise.all(simulators.splice(0).map((simulator) => simulator.close())));

async function started(
  options: SimulatorOptions = {},
): Promise<{ simulator: Simulator; token: string; path: string }> {
  const simulator = await startSimulator(options);
  simulator.clock.scale = 0;
  simulators.push(simulator);
  const path = listPath(simulator.world.targets[0]?.identityId ?? "", "payments");
  return { simulator, token: simulator.issueToken(), path };
}

async function times(count: number, send: () => Promise<Answer>): Promise<Answer> {
  let last = await send();
  for (let index = 1; index < count; index += 1) {
    last = await send();
  }
  return last;
}

test("a route has 200 writes or 60 reads in a window of its own, and 429 comes before validation (r02:203-206)", async () => {
  const { simulator, token, path } = await started();
  const post = (): Promise<Answer> => call(simulator, "POST", `${privilegePath}/permanent`, {}, { token });
  expect((await times(200, post)).status).toBe(403);
  expect((await post()).status).toBe(429);
  expect(
    (await call(simulator, "PATCH", privilegePath, {}, { token })).headers.get("x-ratelimit-remaining"),
  ).toBe("199");
  expect((await call(simulator, "GET", path, undefined, { token })).headers.get("x-ratelimit-limit")).toBe(
    "60",
  );
});

test("who is not authenticated is not counted, nor is the status (r04)", async () => {
  const { simulator, token, path } = await started();
  for (const bad of [null, "garbage"]) {
    const answer = await times(65, () => call(simulator, "GET", path, undefined, { token: bad }));
    expect([answer.status, answer.headers.get("x-ratelimit-limit")]).toEqual([
      bad === null ? 403 : 500,
      null,
    ]);
  }
  expect(
    (await call(simulator, "GET", "/api/status", undefined, { token: null })).headers.get(
      "x-ratelimit-limit",
    ),
  ).toBeNull();
  expect(
    (await call(simulator, "GET", path, undefined, { token })).headers.get("x-ratelimit-remaining"),
  ).toBe("59");
});

test("a window that is set ends when the clock says so", async () => {
  const { simulator, token, path } = await started({ rateLimitWindow: 2000 });
  const get = (): Promise<Answer> => call(simulator, "GET", path, undefined, { token });
  await times(60, get);
  simulator.clock.advance(500);
  const refused = await get();
  expect([refused.status, refused.headers.get("retry-after"), refused.body["message"]]).toEqual([
    429,
    "2",
    "Rate limit exceeded, retry in 1 minute",
  ]);
  simulator.clock.advance(1500);
  expect((await get()).headers.get("x-ratelimit-remaining")).toBe("59");
});

test.each<[string, SimulatorOptions, string | null]>([
  ["2024-07 limits by default", { release: "2024-07" }, "60"],
  ["2024-07 in development mode does not (r05)", { release: "2024-07", rateLimit: false }, null],
  ["2026-08 does not by default (documented)", { release: "2026-08" }, null],
  ["2026-08 limits as the cloud does (documented)", { release: "2026-08", rateLimit: true }, "200"],
])("%s", async (_title, options, limit) => {
  const { simulator, token, path } = await started(options);
  const { headers } = await call(simulator, "GET", path, undefined, { token });
  expect(headers.get("x-ratelimit-limit")).toBe(limit);
});

test("a 2026-08 refusal names the seconds (documented)", async () => {
  const { simulator, token, path } = await started({ release: "2026-08", rateLimit: true });
  const refused = await times(201, () => call(simulator, "GET", path, undefined, { token }));
  expect([refused.status, refused.body]).toEqual([
    429,
    {
      reqId: expect.stringMatching(/^req-/) as string,
      statusCode: 429,
      message: "Rate limit exceeded. Please try again in 60 seconds",
      error: "RateLimitExceeded",
    },
  ]);
});
