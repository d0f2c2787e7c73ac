import { proxyFor } from "../../src/infisical/proxy-for";
import { CertificateAuthority } from "./certificate-authority";
import { clientFor, errorOf, never } from "./client-under-test";
import { startConnectProxy, type ConnectProxy } from "./connect-proxy";
import { accessToken, listAnswer, LOGIN, loginAnswer, pair } from "./infisical-answers";
import { startScriptedServer, type ScriptedServer } from "./scripted-server";

const authority = new CertificateAuthority();
const HOST = "https://infisical.test";

let server: ScriptedServer;
let proxy: ConnectProxy | undefined;

beforeAll(async () => {
  server = await startScriptedServer(
    ({ path }) => (path === LOGIN ? loginAnswer(accessToken()) : listAnswer("one")),
    authority.issueFor("infisical.test"),
  );
});

afterEach(async () => {
  await proxy?.close();
  proxy = undefined;
});

afterAll(() => server.close());

const through = (environment: NodeJS.ProcessEnv, caCertificate = authority.certificate) =>
  clientFor(HOST, { environment, caCertificate });

test.each(["HTTPS_PROXY", "https_proxy"])(
  "an https server is reached through the tunnel that %s names, opened once",
  async (variable) => {
    proxy = await startConnectProxy({ port: server.port });
    const { client } = through({ [variable]: `http://127.0.0.1:${proxy.port}` });
    for (let call = 0; call < 3; call += 1) expect(await client.privileges.list(pair, never)).toHaveLength(1);
    expect(proxy.tunnels).toEqual([{ target: "infisical.test:443", authorization: undefined }]);
    expect(proxy.plainRequests).toEqual([]);
    client.close();
  },
);

test.each([
  ["us%40er:p%3Ass", "us@er:p:ss"],
  // As many a password stands in HTTPS_PROXY: other programs take it for what it is, too.
  ["user:100%", "user:100%"],
])(
  "the proxy's user name and password (%s) go to the proxy, decoded, and not to the server",
  async (written, sent) => {
    proxy = await startConnectProxy({ port: server.port });
    const { client } = through({ HTTPS_PROXY: `http://${written}@127.0.0.1:${proxy.port}` });
    await client.privileges.list(pair, never);
    expect(proxy.tunnels).toMatchObject([{ authorization: `Basic ${Buffer.from(sent).toString("base64")}` }]);
    expect(server.received.at(-1)?.headers).not.toHaveProperty("proxy-authorization");
    client.close();
  },
);

test("a proxy that is reached by https is verified like a server", async () => {
  const certificate = authority.issueFor("localhost");
  proxy = await startConnectProxy({ port: server.port, certificate });
  const environment = { HTTPS_PROXY: `https://localhost:${proxy.port}` };
  const { client } = through(environment);
  expect(await client.privileges.list(pair, never)).toHaveLength(1);
  client.close();

  const error = await errorOf(
    through(environment, new CertificateAuthority().certificate).client.login(never),
  );
  expect(error).toMatchObject({ kind: "unreachable", sent: "no" });
});

test("the server's certificate is verified behind the proxy too", async () => {
  proxy = await startConnectProxy({ port: server.port });
  const count = server.received.length;
  const { client } = through(
    { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` },
    new CertificateAuthority().certificate,
  );
  expect(await errorOf(client.login(never))).toMatchObject({ kind: "unreachable", sent: "no" });
  expect(server.received.length).toBe(count);
});

test.each([
  [407, "user name and password"],
  [403, "refused to open a connection: 403"],
])("a proxy that answers %i is an error that says so, and nothing was sent", async (status, says) => {
  proxy = await startConnectProxy({ port: server.port, status });
  const { client } = through({ HTTPS_PROXY: `http://user:secret-password@127.0.0.1:${proxy.port}` });
  const error = await errorOf(client.login(never));
  expect(error).toMatchObject({ kind: "unreachable", sent: "no", message: expect.stringContaining(says) });
  expect(error.message).not.toContain("secret-password");
});

test("a proxy that is not there is named, and may come back", async () => {
  proxy = await startConnectProxy({ port: server.port });
  const { port } = proxy;
  await proxy.close();
  proxy = undefined;
  const { client } = clientFor(HOST, {
    environment: { HTTPS_PROXY: `http://127.0.0.1:${port}` },
    maxRetries: 0,
  });
  const error = await errorOf(client.login(never));
  expect(error).toMatchObject({ kind: "unreachable", sent: "no", temporary: true });
  expect(error.message).toContain(`The proxy 127.0.0.1:${port} could not be reached`);
});

test("a tunnel that breaks under a request is a lost answer", async () => {
  const silent = await startScriptedServer(() => {
    void proxy?.close();
    return () => undefined;
  }, authority.issueFor("infisical.test"));
  proxy = await startConnectProxy({ port: silent.port });
  const environment = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
  const { client } = clientFor(HOST, {
    environment,
    caCertificate: authority.certificate,
    credentials: { token: accessToken() },
  });
  const error = await errorOf(
    client.privileges.createPermanent(pair, { slug: "one", permissions: [] }, never),
  );
  await silent.close();
  expect(error).toMatchObject({ kind: "no-answer", sent: "maybe" });
});

test("a value that is no proxy is an error that does not repeat it", async () => {
  const { client } = through({ HTTPS_PROXY: "socks5://user:secret-password@proxy:1080" });
  const error = await errorOf(client.login(never));
  expect(error.message).toContain("HTTPS_PROXY holds no URL of an HTTP proxy");
  expect(error.message).not.toContain("secret-password");
});

test.each([
  { noProxy: "", url: "https://infisical.test", proxied: true },
  { noProxy: "*", url: "https://infisical.test", proxied: false },
  { noProxy: "infisical.test", url: "https://infisical.test", proxied: false },
  { noProxy: "INFISICAL.test", url: "https://infisical.TEST", proxied: false },
  { noProxy: "test", url: "https://infisical.test", proxied: false },
  { noProxy: "other.test, infisical.test", url: "https://infisical.test", proxied: false },
  { noProxy: "other.test infisical.test", url: "https://infisical.test", proxied: false },
  { noProxy: ".test", url: "https://infisical.test", proxied: false },
  { noProxy: "*.test", url: "https://infisical.test", proxied: false },
  { noProxy: ".infisical.test", url: "https://infisical.test", proxied: true },
  { noProxy: "isical.test", url: "https://infisical.test", proxied: true },
  { noProxy: "infisical.test:443", url: "https://infisical.test", proxied: false },
  { noProxy: "infisical.test:8443", url: "https://infisical.test", proxied: true },
  { noProxy: "infisical.test:8443", url: "https://infisical.test:8443", proxied: false },
  { noProxy: "10.0.0.0/8", url: "https://10.1.2.3", proxied: false },
  { noProxy: "10.0.0.0/8", url: "https://11.1.2.3", proxied: true },
  { noProxy: "10.1.2.3", url: "https://10.1.2.3:8443", proxied: false },
  { noProxy: "10.1.2.3:443", url: "https://10.1.2.3:8443", proxied: true },
  { noProxy: "fd00::/8", url: "https://[fd00::1]", proxied: false },
  { noProxy: "[fd00::1]:443", url: "https://[fd00::1]", proxied: false },
  { noProxy: "fd00::2", url: "https://[fd00::1]", proxied: true },
  { noProxy: "", url: "https://localhost:8443", proxied: false },
  { noProxy: "", url: "https://127.0.0.1:8443", proxied: false },
  { noProxy: "", url: "https://[::1]:8443", proxied: false },
  { noProxy: "", url: "http://localhost:8080", proxied: false },
])("NO_PROXY=$noProxy and $url: proxied $proxied", ({ noProxy, url, proxied }) => {
  const environment = {
    HTTPS_PROXY: "proxy.test:3128",
    HTTP_PROXY: "http://proxy.test:3128",
    NO_PROXY: noProxy,
  };
  expect(proxyFor(new URL(url), environment)?.href).toBe(proxied ? "http://proxy.test:3128/" : undefined);
});
