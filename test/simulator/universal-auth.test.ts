import { startSimulator, type Simulator } from "../../src/simulator/start-simulator";
import { call, universalAuthPath, type Answer } from "./call";

let simulator: Simulator;
let path: string;
beforeEach(async () => {
  simulator = await startSimulator();
  path = `${universalAuthPath}/${simulator.world.targets[0]?.identityId ?? ""}`;
});
afterEach(() => simulator.close());

const attach = (body: object): Promise<Answer> => call(simulator, "POST", path, body);
const update = (body: object): Promise<Answer> => call(simulator, "PATCH", path, body);
const values = ({ body }: Answer): unknown => body["identityUniversalAuth"];

test.each([
  [{ accessTokenNumUsesLimit: 9_007_199_254_740_991 }, 200],
  [{ accessTokenNumUsesLimit: -1 }, 403],
  [{ accessTokenNumUsesLimit: 1e20 }, 500],
])("attaching with %j is answered %i (u03)", async (body, status) => {
  expect((await attach(body)).status).toBe(status);
});

describe("PATCH compares a TTL that is not sent with the stored maximum (u06, u10)", () => {
  const above = "Access token TTL cannot be greater than max TTL";
  test.each<[string, object, object, unknown]>([
    [
      "a lower maximum alone",
      { accessTokenTTL: 600, accessTokenMaxTTL: 1200 },
      { accessTokenMaxTTL: 1199 },
      above,
    ],
    [
      "with a TTL of 0 beside it",
      { accessTokenTTL: 600, accessTokenMaxTTL: 1200 },
      { accessTokenTTL: 0, accessTokenMaxTTL: 1199 },
      above,
    ],
    [
      "with the TTL beside it",
      { accessTokenTTL: 600, accessTokenMaxTTL: 1200 },
      { accessTokenTTL: 600, accessTokenMaxTTL: 1199 },
      undefined,
    ],
    ["a TTL of 0", { accessTokenTTL: 600, accessTokenMaxTTL: 1200 }, { accessTokenTTL: 0 }, undefined],
    [
      "a maximum below the TTL, where there was none",
      { accessTokenTTL: 500_000, accessTokenMaxTTL: -1 },
      { accessTokenMaxTTL: 1000 },
      undefined,
    ],
  ])("%s", async (_title, attached, changes, message) => {
    await attach(attached);
    const answer = await update(changes);
    expect([answer.status, answer.body["message"]]).toEqual([message === undefined ? 200 : 400, message]);
    if (message === undefined) {
      expect(values(answer)).toMatchObject({ ...attached, ...changes });
    }
  });
});

test.each([{}, { unknown: 1 }])("PATCH with %j is 500 and changes nothing (u06:2,25)", async (body) => {
  const before = values(await attach({}));
  const answer = await update(body);
  expect([answer.status, answer.body]).toEqual([
    500,
    { statusCode: 500, message: "Something went wrong", error: "Update by id" },
  ]);
  expect(values(await call(simulator, "GET", path))).toEqual(before);
});

test("PATCH leaves absent fields as they are, and updatedAt moves", async () => {
  await attach({ accessTokenTTL: 60, accessTokenMaxTTL: 600, accessTokenNumUsesLimit: 5 });
  simulator.clock.advance(1000);
  const { createdAt, updatedAt, ...rest } = values(await update({ accessTokenNumUsesLimit: 6 })) as {
    createdAt: string;
    updatedAt: string;
  };
  expect(rest).toMatchObject({ accessTokenTTL: 60, accessTokenMaxTTL: 600, accessTokenNumUsesLimit: 6 });
  expect(Date.parse(updatedAt)).toBeGreaterThanOrEqual(Date.parse(createdAt) + 1000);
});

test("of simultaneous attachments the database lets one through (p18:157-166)", async () => {
  // The first round opens the connections.
  await Promise.all(Array.from({ length: 10 }, () => call(simulator, "GET", path)));
  const answers = await Promise.all(Array.from({ length: 10 }, () => attach({})));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  expect(statuses.filter((status) => status === 500).length).toBeGreaterThan(0);
  expect(answers.find(({ status }) => status === 500)?.body["error"]).toBe("Create");
});
