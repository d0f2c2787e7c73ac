import { startSimulator, type Simulator } from "../../src/simulator/start-simulator";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

const path = "/api/v1/additional-privilege/identity";
const json = "application/json";

/** What the framework finds wrong with a request (contract/api.md 6, p16). */
test.each<[string, string, string | undefined, string, number, object]>([
  [
    "malformed JSON",
    "POST",
    json,
    '{"a" 1}',
    400,
    {
      statusCode: 400,
      error: "Bad Request",
      message: expect.stringMatching(/^Expected ':' after property name/) as string,
    },
  ],
  [
    "an empty body",
    "POST",
    json,
    "",
    400,
    {
      statusCode: 400,
      code: "FST_ERR_CTP_EMPTY_JSON_BODY",
      error: "Bad Request",
      message: "Body cannot be empty when content-type is set to 'application/json'",
    },
  ],
  [
    "a key that poisons prototypes",
    "POST",
    json,
    '{"__proto__":{"admin":true}}',
    400,
    { statusCode: 400, error: "Bad Request", message: "Object contains forbidden prototype property" },
  ],
  [
    "no content type",
    "POST",
    undefined,
    "{}",
    415,
    {
      statusCode: 415,
      code: "FST_ERR_CTP_INVALID_MEDIA_TYPE",
      error: "Unsupported Media Type",
      message: "Unsupported Media Type: undefined",
    },
  ],
  [
    "text",
    "POST",
    "text/plain",
    "{}",
    403,
    expect.objectContaining({ error: "ValidationFailure" }) as object,
  ],
  [
    "more than a mebibyte",
    "POST",
    json,
    JSON.stringify({ a: "x".repeat(1_048_576) }),
    413,
    {
      statusCode: 413,
      code: "FST_ERR_CTP_BODY_TOO_LARGE",
      error: "Payload Too Large",
      message: "Request body is too large",
    },
  ],
  [
    "another method",
    "PUT",
    json,
    "{}",
    404,
    { message: `Route PUT:${path}/permanent not found`, error: "Not Found", statusCode: 404 },
  ],
])("%s", async (_title, method, contentType, body, status, expected) => {
  const response = await fetch(`${simulator.url}${path}/permanent`, {
    method,
    headers: {
      authorization: `Bearer ${simulator.issueToken()}`,
      ...(contentType !== undefined && { "content-type": contentType }),
    },
    body: Buffer.from(body),
  });
  const answer = (await response.json()) as object;
  expect([response.status, answer]).toEqual([status, expected]);
  expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
});

test("what is no token at all is told apart from one that is signed wrongly (p14:9-57)", async () => {
  const token = simulator.issueToken();
  const messages = await Promise.all(
    ["", "garbage", "a.b.c", `${token}x`, ` ${token}`].map(async (sent) => {
      // The scheme's seven characters are cut, so that a second space belongs to the token.
      const headers = { authorization: `Bearer ${sent}` };
      const answer = await fetch(simulator.url + path, { headers });
      return ((await answer.json()) as { message: string }).message;
    }),
  );
  expect(messages).toEqual([
    "jwt must be provided",
    "jwt malformed",
    "invalid token",
    "invalid signature",
    "invalid token",
  ]);
});
