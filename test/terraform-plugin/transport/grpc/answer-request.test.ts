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

interface Answer {
  readonly status: unknown;
  readonly body: Buffer;
}

async function call(path: string, ...messages: readonly Buffer[]): Promise<Answer> {
  const stream = session.request({ ":method": "POST", ":path": path });
  const chunks: Buffer[] = [];
  let status: unknown;
  const note = (headers: IncomingHttpHeaders): void => void (status = headers["grpc-status"]);
  stream.on("response", note).on("trailers", note);
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  stream.end(Buffer.concat(messages));
  await once(stream, "end");
  return { status, body: Buffer.concat(chunks) };
}

const one = Buffer.from([0, 0, 0, 0, 1, 7]);
const other = Buffer.from([0, 0, 0, 0, 2, 8, 8]);

test("of a request's messages the first is answered, and no other looked at", async () => {
  expect(await call("/echo", one, other)).toEqual({ status: "0", body: one });
});

test.each([
  ["/throws", "Error: thrown at once"],
  ["/rejects", "Error: thrown later"],
])(
  "a call of %s ends with INTERNAL, what was thrown goes on, and so does the connection",
  async (path, failure) => {
    expect(await call(path, one)).toEqual({ status: "13", body: Buffer.alloc(0) });
    expect(failures.pop()).toBe(failure);
    expect(await call("/echo", one)).toEqual({ status: "0", body: one });
  },
);
