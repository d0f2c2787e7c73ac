import { once } from "node:events";
import { type ClientHttp2Session, connect, type IncomingHttpHeaders } from "node:http2";
import { ProviderService } from "../../../../src/terraform-plugin/generated/tfplugin6/provider";
import { echoProvider } from "../../fixtures/echo-provider";
import { type ServedProvider, servedProvider } from "../../support/served-provider";

const getMetadata = ProviderService.getMetadata.path;
const noFields = Buffer.from([0, 0, 0, 0, 0]);

let served: ServedProvider;
let session: ClientHttp2Session;

beforeAll(async () => {
  served = await servedProvider(echoProvider);
  session = connect(`http://${served.address}`);
});

afterAll(async () => {
  session.close();
  await served.close();
});

interface Answer {
  readonly headers: IncomingHttpHeaders;
  readonly trailers: IncomingHttpHeaders;
  readonly body: Buffer;
}

async function post(path: string, body: Buffer): Promise<Answer> {
  const stream = session.request({ ":method": "POST", ":path": path, "content-type": "application/grpc" });
  const chunks: Buffer[] = [];
  let trailers: IncomingHttpHeaders = {};
  stream.on("trailers", (received: IncomingHttpHeaders) => (trailers = received));
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  stream.end(body);
  const [[headers]] = await Promise.all([once(stream, "response"), once(stream, "end")]);
  return { headers: headers as IncomingHttpHeaders, trailers, body: Buffer.concat(chunks) };
}

test("an answer is a message with its length before it, and a status after it", async () => {
  const { headers, trailers, body } = await post(getMetadata, noFields);
  expect(headers).toMatchObject({ ":status": 200, "content-type": "application/grpc" });
  expect(trailers).toMatchObject({ "grpc-status": "0" });
  expect(body.readUIntBE(0, 5)).toBe(body.length - 5);
  const { resources } = ProviderService.getMetadata.responseDeserialize(body.subarray(5));
  expect(resources.map(({ typeName }) => typeName)).toEqual(
    echoProvider.resources.map(({ typeName }) => typeName),
  );
});

test.each([
  [
    "a method that is not there",
    "/tfplugin6.Provider/Grant",
    noFields,
    "12",
    "The provider has no such method.",
  ],
  ["a request without a message", getMetadata, Buffer.alloc(0), "13", "The request holds no whole message."],
  [
    "a length of which the end is missing",
    getMetadata,
    Buffer.alloc(4),
    "13",
    "The request holds no whole message.",
  ],
  [
    "a message that ends too early",
    getMetadata,
    Buffer.from([0, 0, 0, 0, 2, 7]),
    "13",
    "The request holds no whole message.",
  ],
  [
    "a compressed message",
    getMetadata,
    Buffer.from([1, 0, 0, 0, 0]),
    "12",
    "Compressed messages are not supported.",
  ],
])("%s is answered with a status alone", async (_what, path, request, status, message) => {
  const { headers, body } = await post(path, request);
  expect(body).toHaveLength(0);
  expect(headers).toMatchObject({ ":status": 200, "grpc-status": status, "grpc-message": message });
});

test("whoever watches the health of the plugin learns that it serves, and goes on watching", async () => {
  const stream = session.request({ ":method": "POST", ":path": "/grpc.health.v1.Health/Watch" });
  stream.end(noFields);
  const [message] = (await once(stream, "data")) as [Buffer];
  expect(message).toEqual(Buffer.from([0, 0, 0, 0, 2, 8, 1]));
  await post(getMetadata, noFields);
  expect([stream.closed, stream.readableEnded]).toEqual([false, false]);
  stream.close();
});

test("the standard streams stay open for as long as the client listens, and say nothing", async () => {
  const stream = session.request({ ":method": "POST", ":path": "/plugin.GRPCStdio/StreamStdio" });
  stream.end(noFields);
  await post(getMetadata, noFields);
  expect([stream.closed, stream.readableEnded]).toEqual([false, false]);
  stream.close();
  await once(stream, "close");
});

test("a call that its client never completes, as go-plugin's broker does, is in nobody's way", async () => {
  const stream = session.request({ ":method": "POST", ":path": "/plugin.GRPCBroker/StartStream" });
  expect((await post(getMetadata, noFields)).trailers).toMatchObject({ "grpc-status": "0" });
  expect(stream.closed).toBe(false);
  stream.close();
  await once(stream, "close");
});
