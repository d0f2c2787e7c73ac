import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { describeError } from "../../src/infisical/describe-error";
import type { InfisicalClient } from "../../src/infisical/infisical-client";
import { clientFor, errorOf, never } from "./client-under-test";
import {
  accessToken,
  LOGIN,
  loginAnswer,
  pair,
  privilege,
  PRIVILEGES,
  refusal,
  TARGET,
  universalAuthAnswer,
} from "./infisical-answers";
import { startScriptedServer, type Answer, type ScriptedServer } from "./scripted-server";

let server: ScriptedServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function listError(answer: Answer) {
  server = await startScriptedServer(({ path }) => (path === LOGIN ? loginAnswer(accessToken()) : answer));
  return errorOf(clientFor(server.url, { maxRetries: 0 }).client.privileges.list(pair, never));
}

const unexpected: Record<string, { answer: Answer; says: string }> = {
  "a web page": {
    answer: { text: "<html><head><title>Sign in to the\n network</title></head></html>" },
    says: 'a web page ("Sign in to the network")',
  },
  "a web page with a refusal's status": {
    answer: { status: 403, text: "<title>Attention Required!</title>" },
    says: "403",
  },
  "an empty answer": { answer: { text: "" }, says: "empty" },
  "JSON that breaks off": {
    answer: { text: '{"privileges":[{"id":"6b38' },
    says: "breaks off after 26 characters",
  },
  "plain text": {
    answer: { text: "OK\u0000 then", headers: { "content-type": "text/plain" } },
    says: 'text/plain that begins "OK  then"',
  },
  null: { answer: { json: null }, says: "null instead of an object" },
  "an array": { answer: { json: [] }, says: "a list instead of an object" },
  "no list": { answer: { json: {} }, says: 'nothing instead of a list at "privileges"' },
  "a row that is no object": { answer: { json: { privileges: ["x"] } }, says: 'at "privileges.0"' },
  "an id of another type": {
    answer: { json: { privileges: [privilege("one", { id: 7 })] } },
    says: 'a number instead of a string at "privileges.0.id"',
  },
  "permissions of another type": {
    answer: { json: { privileges: [privilege("one", { permissions: "all" })] } },
    says: 'a string instead of a list at "privileges.0.permissions"',
  },
  "no flag": {
    answer: { json: { privileges: [privilege("one", { isTemporary: null })] } },
    says: 'null instead of true or false at "privileges.0.isTemporary"',
  },
  "a list of 10 MB": {
    answer: { json: { privileges: [privilege("x".repeat(10_000_000))] } },
    says: "larger than 8 MiB",
  },
  "10 MB that arrive as 10 kB": {
    answer: (response) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
      response.end(gzipSync(" ".repeat(10_000_000)));
    },
    says: "larger than 8 MiB",
  },
  "garbage that says it is compressed": {
    answer: (response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end("not gzip");
    },
    says: "decompressed",
  },
  "an unknown route": {
    answer: refusal(404, "Not Found", "Route GET:/api/v1/x not found"),
    says: "Route GET",
  },
};

test.each(Object.entries(unexpected))(
  "%s is an unexpected answer that says what came",
  async (_name, { answer, says }) => {
    const error = await listError(answer);
    expect(error.kind).toBe("unexpected-answer");
    expect(error.message).toContain(says);
  },
);

test("members that nobody knows, deep nesting and __proto__ do no harm", async () => {
  const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
  const text = `{"__proto__":{"polluted":true},"privileges":[],"x":${deep}}`;
  server = await startScriptedServer(({ path }) => (path === LOGIN ? loginAnswer(accessToken()) : { text }));
  expect(await clientFor(server.url).client.privileges.list(pair, never)).toEqual([]);
  expect({}).not.toHaveProperty("polluted");
});

test("a refusal whose every part is of another type than expected still reads as one", async () => {
  const deep = JSON.parse(`${"[".repeat(2000)}${"]".repeat(2000)}`) as unknown;
  const body = {
    reqId: 7,
    message: [null, { path: "x", message: 1 }],
    error: {},
    details: { missingPermissions: deep },
  };
  const error = await listError({ status: 400, json: body });
  expect(error).toMatchObject({ kind: "invalid-request", issues: [{ message: "null" }, { path: [] }] });
  expect(describeError(error, "reading").detail).toContain("Missing permissions: [[[");
});

test("a refusal with a message of a megabyte is cut", async () => {
  const error = await listError(refusal(400, "BadRequest", "x".repeat(1_000_000)));
  expect(describeError(error, "reading").detail.length).toBeLessThan(3000);
});

test("a universal auth with a wrong type among its networks is named by its path", async () => {
  server = await startScriptedServer(({ path }) =>
    path === LOGIN
      ? loginAnswer(accessToken())
      : universalAuthAnswer({ accessTokenTrustedIps: [{ ipAddress: "10.0.0.0", prefix: "8" }] }),
  );
  const error = await errorOf(clientFor(server.url).client.universalAuth.get(TARGET, never));
  expect(error.message).toContain(
    'a string instead of a number at "identityUniversalAuth.accessTokenTrustedIps.0.prefix"',
  );
});

test("an answer that cannot be read leaves open whether a write was carried out", async () => {
  server = await startScriptedServer(({ path }) =>
    path === LOGIN ? loginAnswer(accessToken()) : { text: "<html>" },
  );
  const error = await errorOf(
    clientFor(server.url).client.privileges.createPermanent(pair, { slug: "one", permissions: [] }, never),
  );
  expect(error).toMatchObject({ kind: "unexpected-answer", sent: "maybe", status: 200 });
  expect(server.of("POST", `${PRIVILEGES}/permanent`)).toHaveLength(1);
});

test.each([301, 302, 303, 307, 308])(
  "a redirect (%i) is not followed, gets no credentials, and is named",
  async (status) => {
    const elsewhere = await startScriptedServer(() => loginAnswer(accessToken()));
    server = await startScriptedServer(() => ({
      status,
      text: "",
      headers: { location: `http://user:pass@127.0.0.1:${elsewhere.port}/login?token=1` },
    }));
    const error = await errorOf(clientFor(server.url).client.login(never));
    expect(error).toMatchObject({ kind: "unexpected-answer", status, sent: "no" });
    expect(error.message).toContain(`redirect (${status}) to http://127.0.0.1:${elsewhere.port}/login.`);
    expect(elsewhere.received).toHaveLength(0);
    await elsewhere.close();
  },
);

test.each([
  ["reads", (client: InfisicalClient) => client.privileges.list(pair, never)],
  [
    "writes",
    (client: InfisicalClient) =>
      client.privileges.createPermanent(pair, { slug: "one", permissions: [] }, never),
  ],
])("an access token does not go along with a redirect of %s", async (_name, call) => {
  const elsewhere = await startScriptedServer(() => ({ json: { privileges: [] } }));
  server = await startScriptedServer(({ path }) =>
    path === LOGIN
      ? loginAnswer(accessToken())
      : { status: 307, text: "", headers: { location: `http://127.0.0.1:${elsewhere.port}${path}` } },
  );
  expect(await errorOf(call(clientFor(server.url).client))).toMatchObject({ status: 307, sent: "no" });
  expect(elsewhere.received).toHaveLength(0);
  await elsewhere.close();
});

/** Answers every connection with the same bytes. */
async function startRaw(bytes: string): Promise<{ url: string; server: Server }> {
  const sockets = new Set<Socket>();
  const raw = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("data", () => socket.end(bytes));
  });
  await new Promise<void>((resolve) => raw.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(raw.address() as AddressInfo).port}`, server: raw };
}

test.each([
  ["no HTTP at all", "SSH-2.0-OpenSSH_9.6\r\n"],
  ["a header without end", `HTTP/1.1 200 OK\r\nx: ${"y".repeat(100_000)}`],
  ["two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}"],
  ["a chunk of no length", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"],
])("%s is an unexpected answer", async (_name, bytes) => {
  const raw = await startRaw(bytes);
  const error = await errorOf(
    clientFor(raw.url, { maxRetries: 0, credentials: { token: "given-token" } }).client.privileges.list(
      pair,
      never,
    ),
  );
  expect(error).toMatchObject({ kind: "unexpected-answer", message: "The answer is not HTTP." });
  await new Promise((resolve) => raw.server.close(resolve));
});
