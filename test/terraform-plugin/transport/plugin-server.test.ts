import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";
import { RunningCalls } from "../../../src/terraform-plugin/engine/running-calls";
import { Session } from "../../../src/terraform-plugin/engine/session";
import { type Certificate, ephemeralCertificate } from "../../../src/terraform-plugin/transport/certificate";
import { type Listener, listen } from "../../../src/terraform-plugin/transport/listener";
import { PluginServer } from "../../../src/terraform-plugin/transport/plugin-server";
import { stderrLogger } from "../../../src/terraform-plugin/transport/stderr-logger";
import { echoProvider } from "../fixtures/echo-provider";
import { greeting, readFrames, windowUpdate } from "./http2/frames";

const terraform = ephemeralCertificate();
const plugin = ephemeralCertificate();
let lines: Readonly<Record<string, string>>[] = [];
let server: PluginServer;
let listener: Listener;

beforeAll(async () => {
  const logger = stderrLogger("plugin", "warn", (line) =>
    lines.push(JSON.parse(line) as Readonly<Record<string, string>>),
  );
  server = new PluginServer({
    provider: echoProvider,
    logger,
    runningCalls: new RunningCalls(logger),
    tls: { certificate: plugin, clientCertificate: terraform.certificatePem },
    onShutdown: () => undefined,
  });
  listener = await listen((socket) => server.accept(socket, new Session()));
});

afterEach(() => {
  lines = [];
});

afterAll(() => {
  listener.close();
  server.abort();
});

function connectAs(client: Certificate, options: ConnectionOptions = {}): TLSSocket {
  const { address, port } = listener.address;
  return connect({
    host: address,
    port,
    servername: "localhost",
    ca: new X509Certificate(plugin.der).toString(),
    cert: client.certificatePem,
    key: client.privateKeyPem,
    ALPNProtocols: ["h2"],
    ...options,
  }).on("error", () => undefined);
}

/** Also after an error, for which `once` would not wait. */
const closed = (socket: TLSSocket): Promise<void> =>
  new Promise((resolve) => void socket.resume().on("close", () => resolve()));

test.each(["TLSv1.2", "TLSv1.3"] as const)("Terraform is greeted over %s, in HTTP/2", async (version) => {
  const socket = connectAs(terraform, { minVersion: version, maxVersion: version });
  const [bytes] = (await once(socket, "data")) as [Buffer];
  expect([socket.getProtocol(), socket.alpnProtocol]).toEqual([version, "h2"]);
  expect(readFrames(bytes).map(({ streamId }) => streamId)).toContain(0);
  socket.destroy();
});

test.each<[string, Certificate, ConnectionOptions]>([
  ["another certificate", ephemeralCertificate(), {}],
  ["another certificate, over TLS 1.2,", ephemeralCertificate(), { maxVersion: "TLSv1.2" }],
  ["HTTP/1.1", terraform, { ALPNProtocols: ["http/1.1"] }],
  ["TLS 1.1", terraform, { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "ALL:@SECLEVEL=0" }],
])(
  "a client of %s hears nothing, and the log says that it was there",
  async (_what, certificate, options) => {
    const socket = connectAs(certificate, options);
    const heard: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => heard.push(chunk));
    await closed(socket);
    expect(heard).toEqual([]);
    expect(lines.map((line) => line["@message"])).toEqual(["The provider ended a connection"]);
  },
);

test("a client that breaks a rule of HTTP/2 is in the log, with the rule", async () => {
  const socket = connectAs(terraform);
  socket.write(Buffer.concat([greeting, windowUpdate(0, 0)]));
  await closed(socket);
  expect(lines).toMatchObject([{ "@level": "warn", error: "a window is enlarged by nothing" }]);
});

test("abort ends connections, also those whose handshake is not over", async () => {
  const greeted = connectAs(terraform);
  await once(greeted, "data");
  const arriving = connectAs(terraform);
  await once(arriving, "connect");
  const ends = [greeted, arriving].map(closed);
  await new Promise((resolve) => setImmediate(resolve));
  server.abort();
  await Promise.all(ends);
});
