import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClientSettings } from "../../src/infisical/client-settings";
import { CertificateAuthority } from "./certificate-authority";
import { clientFor, errorOf, never } from "./client-under-test";
import { accessToken, listAnswer, LOGIN, loginAnswer, pair } from "./infisical-answers";
import { startScriptedServer, type ScriptedServer } from "./scripted-server";

const authority = new CertificateAuthority();
const folder = mkdtempSync(join(tmpdir(), "infisical-tls-"));
const authorityFile = join(folder, "authority.pem");
writeFileSync(authorityFile, authority.certificate);

let server: ScriptedServer;

beforeAll(async () => {
  server = await startScriptedServer(
    ({ path }) => (path === LOGIN ? loginAnswer(accessToken()) : listAnswer("one")),
    authority.issueFor("localhost"),
  );
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const received = () => server.received.length;

const trusting: Record<string, Partial<ClientSettings>> = {
  "ca_certificate names it": { caCertificate: authority.certificate },
  "ca_certificate names several": {
    caCertificate: `# ours\n${new CertificateAuthority().certificate}\n${authority.certificate}`,
  },
  "NODE_EXTRA_CA_CERTS holds it": { environment: { NODE_EXTRA_CA_CERTS: authorityFile } },
  "the system's bundle holds it": { environment: { SSL_CERT_FILE: authorityFile } },
};

test.each(Object.entries(trusting))("a private authority is trusted when %s", async (_name, settings) => {
  const { client } = clientFor(server.url, settings);
  expect(await client.privileges.list(pair, never)).toHaveLength(1);
  client.close();
});

test("one connection serves calls that come one after the other", async () => {
  const { client } = clientFor(server.url, { caCertificate: authority.certificate });
  const before = server.connections;
  for (let call = 0; call < 5; call += 1) await client.privileges.list(pair, never);
  expect(server.connections - before).toBe(1);
  client.close();
});

describe("a server whose certificate does not hold gets no request", () => {
  const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;

  afterEach(() => {
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
  });

  test.each([undefined, "0"])("with NODE_TLS_REJECT_UNAUTHORIZED=%s", async (value) => {
    if (value !== undefined) process.env.NODE_TLS_REJECT_UNAUTHORIZED = value;
    const count = received();
    const error = await errorOf(clientFor(server.url).client.login(never));
    expect(error).toMatchObject({ kind: "unreachable", sent: "no" });
    expect(error.message).toContain("an authority that is not trusted here");
    expect(error.message).toContain("ca_certificate");
    expect(received()).toBe(count);
  });

  test.each([
    ["is for another name", () => authority.issueFor("infisical.test"), "is for another name"],
    ["has expired", () => authority.issueFor("localhost", Date.now() - 60_000), "has expired"],
  ])("that %s", async (_name, certificate, says) => {
    const other = await startScriptedServer(() => loginAnswer(accessToken()), certificate());
    const { client, log } = clientFor(other.url, { caCertificate: authority.certificate });
    const error = await errorOf(client.login(never));
    expect(error).toMatchObject({ kind: "unreachable", sent: "no", message: expect.stringContaining(says) });
    expect(other.received).toHaveLength(0);
    expect(log.with("Repeating a request")).toHaveLength(0);
    await other.close();
  });
});

test("a server that speaks no TLS is said to, and not asked again", async () => {
  const plain = await startScriptedServer(() => loginAnswer(accessToken()));
  const { client, log } = clientFor(`https://localhost:${plain.port}`);
  const error = await errorOf(client.login(never));
  expect(error).toMatchObject({
    kind: "unreachable",
    sent: "no",
    message: expect.stringContaining("does not speak TLS"),
  });
  expect(log.with("Repeating a request")).toHaveLength(0);
  await plain.close();
});

test("a file of certificates that cannot be read is an error that names the variable", async () => {
  const { client } = clientFor(server.url, {
    environment: { NODE_EXTRA_CA_CERTS: join(folder, "absent.pem") },
  });
  const error = await errorOf(client.login(never));
  expect(error).toMatchObject({
    kind: "unreachable",
    sent: "no",
    message: expect.stringContaining("NODE_EXTRA_CA_CERTS"),
  });
});

test("a name that DNS does not know is an error at once", async () => {
  const { client, log } = clientFor("https://no-such-host.invalid");
  const error = await errorOf(client.login(never));
  expect(error).toMatchObject({
    kind: "unreachable",
    sent: "no",
    message: expect.stringContaining("no-such-host.invalid"),
  });
  expect(log.with("Repeating a request").length).toBeLessThanOrEqual(2);
});
