import { inspect } from "node:util";
import { describeError } from "../../src/infisical/describe-error";
import { InfisicalError } from "../../src/infisical/infisical-error";
import { clientFor, CLIENT_SECRET, errorOf, never } from "./client-under-test";
import { accessToken, LOGIN, loginAnswer, pair, privilegeAnswer, refusal } from "./infisical-answers";
import {
  startScriptedServer,
  type Answer,
  type ReceivedRequest,
  type ScriptedServer,
} from "./scripted-server";

const token = accessToken();
const SECRET = 'wrong "secret" with \\ and ü';

let server: ScriptedServer | undefined;

afterEach(() => server?.close());

/** Everything that can be printed of a value: enumerable or not, nested, own and inherited. */
const printed = (value: unknown) =>
  [
    inspect(value, { depth: Infinity, showHidden: true, getters: true, maxStringLength: null }),
    JSON.stringify(value),
  ].join("\n");

const secrets = [
  token,
  token.split(".")[1] as string,
  CLIENT_SECRET,
  SECRET,
  encodeURIComponent(SECRET),
  JSON.stringify(SECRET).slice(1, -1),
];

function expectNoSecret(text: string): void {
  for (const secret of secrets) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/bearer|authorization/i);
}

const echo = (request: ReceivedRequest) =>
  `you sent ${JSON.stringify(request.headers.authorization)} and ${JSON.stringify(request.body)}`;

const faults: Record<string, (request: ReceivedRequest) => Answer> = {
  "a reset": () => (response) => response.socket?.resetAndDestroy(),
  silence: () => () => undefined,
  "a refusal that echoes the request": (request) =>
    refusal(400, "BadRequest", echo(request).replace("authorization", "")),
  "issues that echo the request": (request) =>
    refusal(422, "ValidationFailure", [
      { message: `received ${request.headers.authorization?.slice(7)}`, path: ["slug"] },
    ]),
  "a page that echoes the request": (request) => ({
    text: `<title>${request.headers.authorization?.slice(7)}</title>`,
  }),
  "a message that is cut off inside of the echo": (request) =>
    refusal(400, "BadRequest", `${" ".repeat(980)}${request.headers.authorization?.slice(7)}`),
  "details that echo the request": (request) =>
    refusal(403, "PermissionBoundaryError", "x", {
      details: { missingPermissions: [{ x: request.headers.authorization?.slice(7) }] },
    }),
  "text that echoes the request": (request) => ({ text: String(request.headers.authorization?.slice(7)) }),
  "a redirect that echoes the request": (request) => ({
    status: 302,
    text: "",
    headers: { location: `https://elsewhere.example/${request.headers.authorization?.slice(7)}` },
  }),
  "an answer that is too large": () => ({ text: "x".repeat(9_000_000) }),
};

test.each(Object.entries(faults))("neither error nor log shows a token after %s", async (_name, fault) => {
  server = await startScriptedServer((request) =>
    request.path === LOGIN ? loginAnswer(token) : fault(request),
  );
  const { client, log } = clientFor(server.url, { maxRetries: 1, requestTimeout: 300 });
  jest.spyOn(Math, "random").mockReturnValue(0);
  const error = await errorOf(client.privileges.delete(pair, "one", never));
  jest.restoreAllMocks();
  expectNoSecret(printed(error));
  expectNoSecret(String(error.stack));
  expectNoSecret(printed(describeError(error, "deleting")));
  expectNoSecret(printed(log.lines));
});

test("neither error nor log shows a client secret that the server echoes", async () => {
  server = await startScriptedServer((request) =>
    refusal(403, "UnauthorizedError", `Invalid credentials: ${JSON.stringify(request.body)}`),
  );
  const { client, log } = clientFor(server.url, { credentials: { clientId: "id", clientSecret: SECRET } });
  const error = await errorOf(client.login(never));
  expect(error.serverMessage).toContain("(hidden)");
  expectNoSecret(printed(error));
  expectNoSecret(printed(log.lines));
});

test.each(["/login", ""])("a refused connection shows nothing of the request", async (path) => {
  const { client } = clientFor("http://127.0.0.1:1", {
    maxRetries: 0,
    ...(path === "" && { credentials: { token } }),
  });
  const error = await errorOf(path === "" ? client.privileges.list(pair, never) : client.login(never));
  expectNoSecret(printed(error));
});

test("what is printed of the client holds no credential, before and after a call", async () => {
  server = await startScriptedServer(({ path }) =>
    path === LOGIN ? loginAnswer(token) : privilegeAnswer("one"),
  );
  const { client, log } = clientFor(server.url);
  expectNoSecret(inspect(client, { depth: Infinity, showHidden: true }));
  await client.privileges.delete(pair, "one", never);
  expectNoSecret(inspect(client, { depth: Infinity, showHidden: true }));
  expectNoSecret(printed(log.lines));
});

test("a mistake in this process becomes an error of its message alone", () => {
  const thrown = Object.assign(new TypeError("x is not a function"), {
    config: { headers: { Authorization: `Bearer ${token}` } },
  });
  const error = InfisicalError.from(thrown);
  expect(error).toMatchObject({ kind: "internal", message: "x is not a function" });
  expectNoSecret(printed(error));
});
