import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type ClientHttp2Session, connect, constants, type IncomingHttpHeaders } from "node:http2";
import { ErrorCode } from "../../../../src/terraform-plugin/transport/http2/error-code";
import { Flag, FrameType } from "../../../../src/terraform-plugin/transport/http2/frame";
import type { Request } from "../../../../src/terraform-plugin/transport/http2/connection";
import { encodeHeaders } from "../../../../src/terraform-plugin/transport/http2/encode-headers";
import { SeededRandom } from "../../fuzz/random";
import { data, frame, greeting, headers, readFrames, someHeaders } from "./frames";
import { ServedConnections } from "./served-connections";
import { violations } from "./violations";
import { Wire } from "./wire";

const success = encodeHeaders([[":status", "200"]]);
const requests: Request[] = [];
let served: ServedConnections;

beforeAll(async () => {
  served = await ServedConnections.open((request) => {
    requests.push(request);
    request.send(
      { kind: "headers", bytes: success },
      { kind: "data", bytes: request.body },
      { kind: "headers", bytes: encodeHeaders([["ended", "yes"]]), last: true },
    );
  });
});

afterEach(() => {
  requests.length = 0;
});

afterAll(() => served.close());

describe("the HTTP/2 client of Node.js", () => {
  let client: ClientHttp2Session;

  afterEach(() => client.close());

  interface Answer {
    readonly trailers: IncomingHttpHeaders;
    readonly body: Buffer;
  }

  async function ask(fields: Readonly<Record<string, string>>, body: Buffer): Promise<Answer> {
    const stream = client.request({ ":method": "POST", ...fields });
    const chunks: Buffer[] = [];
    let trailers: IncomingHttpHeaders = {};
    stream.on("trailers", (received: IncomingHttpHeaders) => (trailers = received));
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.end(body);
    await once(stream, "end");
    return { trailers, body: Buffer.concat(chunks) };
  }

  test("is understood whatever it remembers of earlier headers, and however it compresses them", async () => {
    client = connect(served.url);
    const random = new SeededRandom(20_261_122);
    const character = (): string => String.fromCharCode(random.pick([33, 128]) + random.below(94));
    const text = (): string => Array.from({ length: random.below(60) }, () => `x${character()}`).join("");
    for (let count = 0; count < 200; count += 1) {
      const fields = { ":path": `/${random.below(9)}`, [`name-${random.below(30)}`]: text(), other: text() };
      await ask(fields, Buffer.alloc(0));
      expect(Object.fromEntries(requests.at(-1)?.headers ?? [])).toMatchObject(fields);
    }
  });

  test.each([
    { what: "gives no room at first", initialWindowSize: 0 },
    { what: "gives room for a few bytes at a time", initialWindowSize: 1_000 },
    { what: "remembers no headers", headerTableSize: 0 },
    { what: "takes long frames", initialWindowSize: 10_000_000, maxFrameSize: 1_000_000 },
  ])("that $what gets answers whole, and sends requests of any length", async ({ what: _, ...limits }) => {
    client = connect(served.url, { settings: limits });
    await once(client, "connect");
    setTimeout(() => client.settings({ initialWindowSize: 100_000 }), 50);
    const bodies = [0, 1, 16_384, 65_535, 65_536, 3_000_000].map((length) => randomBytes(length));
    const answers = await Promise.all(bodies.map((body) => ask({ ":path": "/" }, body)));
    expect(answers.map(({ body }, index) => body.equals(bodies[index] ?? Buffer.alloc(0)))).toEqual(
      bodies.map(() => true),
    );
    expect(answers.map(({ trailers }) => trailers["ended"])).toEqual(bodies.map(() => "yes"));
  });

  test("may send more on one connection than any window holds", async () => {
    client = connect(served.url);
    const body = Buffer.alloc(20_000_000);
    for (let count = 0; count < 3; count += 1) {
      expect((await ask({ ":path": "/" }, body)).body).toHaveLength(body.length);
    }
  });

  test("may cancel a request, and go on with the next one", async () => {
    client = connect(served.url, { settings: { initialWindowSize: 10 } });
    const cancelled = client.request({ ":method": "POST", ":path": "/" });
    cancelled.end(Buffer.alloc(1_000));
    await once(cancelled, "response");
    cancelled.close(constants.NGHTTP2_CANCEL);
    cancelled.resume();
    await once(cancelled, "close");
    expect((await ask({ ":path": "/" }, Buffer.from("next"))).body.toString()).toBe("next");
  });

  test("gets its pings answered", async () => {
    client = connect(served.url);
    await once(client, "connect");
    const payload = Buffer.from("12345678");
    const answered = await new Promise((resolve) =>
      client.ping(payload, (_error, _time, echo) => resolve(echo)),
    );
    expect(answered).toEqual(payload);
  });
});

describe("what RFC 9113 allows beside", () => {
  const { END_HEADERS, END_STREAM, PADDED } = Flag;
  const priority = Buffer.of(0, 0, 0, 0, 1);
  const aRequest = [headers(1), data(1, Buffer.from("body"), END_STREAM)];

  test.each([
    [
      "settings that nobody knows",
      [frame("SETTINGS", { payload: Buffer.from("00ff00000001", "hex") }), ...aRequest],
    ],
    ["frames that nobody knows", [Buffer.from("000001fa0000000000aa", "hex"), ...aRequest]],
    ["priorities", [frame("PRIORITY", { streamId: 1, payload: priority }), ...aRequest]],
    [
      "headers with a priority and padding",
      [
        headers(
          1,
          END_HEADERS | PADDED | Flag.PRIORITY,
          Buffer.concat([Buffer.of(2), priority, someHeaders, Buffer.alloc(2)]),
        ),
        data(1, Buffer.from("body"), END_STREAM),
      ],
    ],
    [
      "headers in many frames",
      [
        headers(1, 0, someHeaders.subarray(0, 3)),
        frame("CONTINUATION", { streamId: 1, payload: someHeaders.subarray(3, 4) }),
        frame("CONTINUATION", { streamId: 1, flags: END_HEADERS, payload: someHeaders.subarray(4) }),
        data(1, Buffer.from("body"), END_STREAM),
      ],
    ],
    [
      "data in many frames, some padded and some empty",
      [
        headers(1),
        data(1, Buffer.from("\x03bo   "), PADDED),
        data(1, Buffer.alloc(0)),
        data(1, Buffer.from("dy")),
        data(1, Buffer.alloc(0), END_STREAM),
      ],
    ],
    ["trailers", [headers(1), data(1, Buffer.from("body")), headers(1, END_HEADERS | END_STREAM)]],
    [
      "a request that is cancelled before it is whole",
      [
        headers(1),
        data(1, Buffer.from("half a")),
        frame("RST_STREAM", { streamId: 1, payload: Buffer.alloc(4) }),
        headers(3),
        data(3, Buffer.from("body"), END_STREAM),
      ],
    ],
    [
      "a farewell, after which the client goes on",
      [frame("GOAWAY", { payload: Buffer.alloc(8) }), ...aRequest],
    ],
  ])("%s", async (_what, frames) => {
    const isEnd = (bytes: Buffer): boolean => bytes.includes("ended");
    const answer = readFrames(await served.converse([greeting, ...frames], isEnd));
    const sent = answer
      .filter(({ type }) => type === FrameType.DATA)
      .map(({ payload }) => payload.toString());
    expect(sent).toEqual(["body"]);
    expect(requests.map((request) => request.headers.get(":path"))).toEqual(["/some/method"]);
  });

  test("whatever lies between two packets", () => {
    const conversation = Buffer.concat([greeting, ...aRequest]);
    for (let cut = 1; cut < conversation.length; cut += 1) {
      const wire = new Wire();
      wire.receive(conversation.subarray(0, cut));
      wire.receive(conversation.subarray(cut));
      expect(wire.requests.map(({ body }) => body.toString())).toEqual(["body"]);
    }
  });
});

test.each(violations)("$what ends the connection with $code", async ({ greeting: begin, frames, code }) => {
  const answer = readFrames(await served.converse([begin, ...frames]));
  const goAway = answer.at(-1);
  expect([goAway?.type, goAway?.payload.readUInt32BE(4)]).toEqual([FrameType.GOAWAY, ErrorCode[code]]);
  expect(served.errors.at(-1)?.code).toBe(ErrorCode[code]);
});
