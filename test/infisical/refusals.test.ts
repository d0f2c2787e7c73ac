import { describeError } from "../../src/infisical/describe-error";
import type { InfisicalClient } from "../../src/infisical/infisical-client";
import { clientFor, errorOf, never } from "./client-under-test";
import { accessToken, CALLER, LOGIN, loginAnswer, pair, TARGET } from "./infisical-answers";
import { refusalCases, type RefusalCase } from "./refusals";
import { startScriptedServer, type ScriptedServer } from "./scripted-server";

let server: ScriptedServer;
let refused: RefusalCase | undefined;

beforeAll(async () => {
  server = await startScriptedServer(({ path }) => {
    const isRefused = refused !== undefined && (path === LOGIN) === (refused.on === "login");
    return isRefused ? { status: refused?.status ?? 0, json: refused?.body } : loginAnswer(accessToken());
  });
});

afterAll(() => server.close());

beforeEach(() => {
  jest.spyOn(Math, "random").mockReturnValue(0);
});

afterEach(() => {
  jest.restoreAllMocks();
});

const privilege = { slug: "one", permissions: [] };

function callAs(
  { on, call }: RefusalCase,
  client: InfisicalClient,
): { doing: string; result: Promise<unknown> } {
  const { privileges, universalAuth } = client;
  const name = `the privilege "one" of identity ${TARGET} in project "alpha"`;
  if (on === "login") return { doing: `logging in to ${client.host}`, result: client.login(never) };
  if (on === "universal auth") {
    const its = `the universal auth of identity ${TARGET}`;
    if (call === "create")
      return { doing: `attaching ${its}`, result: universalAuth.attach(TARGET, {}, never) };
    if (call === "replace")
      return { doing: `updating ${its}`, result: universalAuth.update(TARGET, {}, never) };
    if (call === "delete") return { doing: `deleting ${its}`, result: universalAuth.detach(TARGET, never) };
    return { doing: `reading ${its}`, result: universalAuth.get(TARGET, never) };
  }
  if (call === "create")
    return { doing: `creating ${name}`, result: privileges.createPermanent(pair, privilege, never) };
  if (call === "replace")
    return {
      doing: `updating ${name}`,
      result: privileges.update(pair, "one", { ...privilege, isTemporary: false }, never),
    };
  if (call === "delete") return { doing: `deleting ${name}`, result: privileges.delete(pair, "one", never) };
  return { doing: `reading ${name}`, result: privileges.list(pair, never) };
}

async function refuse(refusal: RefusalCase) {
  refused = refusal;
  const { client } = clientFor(server.url, {
    maxRetries: 0,
    ...(refusal.on !== "login" && { credentials: { token: accessToken() } }),
  });
  const { doing, result } = callAs(refusal, client);
  const error = await errorOf(result);
  client.close();
  return { error, doing };
}

const titled = refusalCases
  .filter(({ kind }) => kind !== "rate-limited")
  .map(
    (refusal) =>
      [
        `${refusal.release}, ${refusal.on}: ${refusal.name} (${refusal.status}) is ${refusal.kind}`,
        refusal,
      ] as const,
  );

test.each(titled)("%s", async (_title, refusal) => {
  const { error } = await refuse(refusal);
  expect(error).toMatchObject({ kind: refusal.kind, status: refusal.status });
  // 5xx apart, a refusal is no doubt about whether it was carried out.
  expect(error.sent).toBe(["server-error", "unexpected-answer"].includes(refusal.kind) ? "maybe" : "no");
});

test("each refusal reads to its user as the golden file says", async () => {
  const texts: string[] = [];
  for (const [title, refusal] of titled) {
    const { error, doing } = await refuse(refusal);
    const { summary, detail, attribute } = describeError(error, doing);
    const where = attribute === undefined ? "" : ` [${attribute.join(".")}]`;
    texts.push(
      `## ${title}\n\n${summary}${where}\n\n${detail.replaceAll(server.url, "https://infisical.example")}\n`,
    );
  }
  expect(texts.join("\n")).toMatchSnapshot();
});

test("every refusal keeps the server's words, and those of 2026 their request id", async () => {
  for (const [, refusal] of titled) {
    const { error, doing } = await refuse(refusal);
    const { detail } = describeError(error, doing);
    const { message } = refusal.body;
    const words = Array.isArray(message)
      ? message.map((issue: { message: string }) => issue.message)
      : [message];
    for (const word of words) expect(detail).toContain(word);
    expect(detail).toContain(String(refusal.status));
    if (refusal.release === "2026-08") expect(detail).toContain("req-7TkLm2");
  }
});

test("an error says for whom, where and about what it was", async () => {
  const [, refusal] = titled.find(([title]) => title.includes("project unknown")) ?? [];
  if (refusal === undefined) throw new Error("no such case");
  expect((await refuse(refusal)).error).toMatchObject({
    host: server.url,
    callerIdentityId: CALLER,
    target: pair,
    method: "GET",
  });
});
