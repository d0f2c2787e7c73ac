import { once } from "node:events";
import { type ClientHttp2Session, connect, type IncomingHttpHeaders } from "node:http2";
import {
  answerRequest,
  type GrpcMethod,
} from "../../../../src/terraform-plugin/transport/grpc/answer-request";
import { ServedConnections } from "../http2/served-connections";

const methods = new Map<string, GrpcMethod>([
  ["/echo", (call) => call.answer(call.message)],
  [
    "/throws",
    () => {
      throw new Error("thrown at once");
    },
  ],
  ["/rejects", () => Promise.reject(new Error("thrown later"))],
]);
const failures: string[] = [];
let served: ServedConnections;
let session: ClientHttp2Session;

beforeAll(async () => {
  served = await ServedConnections.open((request) => {
    answerRequest(request, methods).catch((error: unknown) => failures.push(String(error)));
  });
  session = connect(served.url);
});

afterAll(async () => {
  session.close();
  await served.close();
});

async function statusOf(path: string): Promise<unknown> {
  const stream = session.request({ ":method": "POST", ":path": path });
  const statuses: unknown[] = [];
  const note = (headers: IncomingHttpHeaders): void => void statuses.push(headers["grpc-status"]);
  stream.on("response", note).on("trailers", note).resume();
  stream.end(Buffer.from([0, 0, 0, 0, 1, 7]));
  await once(stream, "end");
  return statuses.at(-1);
}

test.each([
  ["/throws", "Error: thrown at once"],
  ["/rejects", "Error: thrown later"],
])(
  "a call of %s ends with INTERNAL, what was thrown goes on, and so does the connection",
  async (path, failure) => {
    expect([await statusOf(path), failures.pop(), await statusOf("/echo")]).toEqual(["13", failure, "0"]);
  },
);
