import { encodeHeaders } from "../../../../src/terraform-plugin/transport/http2/encode-headers";
import type { Request } from "../../../../src/terraform-plugin/transport/http2/connection";
import { Flag, type Frame, FrameType } from "../../../../src/terraform-plugin/transport/http2/frame";
import {
  decodeSettings,
  LARGEST_WINDOW,
  Setting,
} from "../../../../src/terraform-plugin/transport/http2/settings";
import { data, frame, greeting, headers, settings, windowUpdate } from "./frames";
import { Wire } from "./wire";

const { END_HEADERS, END_STREAM } = Flag;
const { INITIAL_WINDOW_SIZE, MAX_FRAME_SIZE } = Setting;
const ended = encodeHeaders([["ended", "yes"]]);

function answer(length: number): (request: Request) => void {
  return (request) =>
    request.send(
      { kind: "data", bytes: Buffer.alloc(length, 7) },
      { kind: "headers", bytes: ended, last: true },
    );
}

/** A connection on which the client has sent one request, and the greetings are over. */
function asked(onRequest?: (request: Request) => void, limits = settings()): Wire {
  const wire = new Wire(onRequest);
  wire.receive(greeting, limits);
  wire.sent();
  wire.receive(headers(1, END_HEADERS | END_STREAM));
  return wire;
}

function summary(frames: readonly Frame[]): readonly string[] {
  const names = Object.fromEntries(Object.entries(FrameType).map(([name, type]) => [type, name]));
  return frames.map(({ type, flags, streamId, payload }) =>
    [names[type], streamId, payload.length, flags & END_STREAM ? "ends" : ""].join(" ").trimEnd(),
  );
}

test("begin with what the client has to know, and with room for a large request", () => {
  const [first, second] = new Wire().sent();
  expect(first).toMatchObject({ type: FrameType.SETTINGS, flags: 0, streamId: 0 });
  expect(Object.fromEntries(decodeSettings(first?.payload ?? Buffer.alloc(0)))).toEqual({
    [INITIAL_WINDOW_SIZE]: LARGEST_WINDOW,
    [Setting.MAX_HEADER_LIST_SIZE]: 65_536,
  });
  expect(second).toMatchObject({ type: FrameType.WINDOW_UPDATE, streamId: 0 });
  expect(second?.payload.readUInt32BE()).toBe(2 ** 24);
});

test("acknowledge settings and pings, but no acknowledgement", () => {
  const wire = new Wire();
  wire.sent();
  wire.receive(greeting, frame("PING", { payload: Buffer.from("12345678") }));
  expect(wire.sent()).toMatchObject([
    { type: FrameType.SETTINGS, flags: Flag.ACK },
    { type: FrameType.PING, flags: Flag.ACK, payload: Buffer.from("12345678") },
  ]);
  wire.receive(
    frame("SETTINGS", { flags: Flag.ACK }),
    frame("PING", { flags: Flag.ACK, payload: Buffer.alloc(8) }),
  );
  expect(wire.sent()).toEqual([]);
});

test("are as long as the client takes them, and no longer", () => {
  const limits = settings(new Map([[MAX_FRAME_SIZE, 20_000]]));
  expect(summary(asked(answer(50_000), limits).sent())).toEqual([
    "DATA 1 20000",
    "DATA 1 20000",
    "DATA 1 10000",
    `HEADERS 1 ${ended.length} ends`,
  ]);
  expect(summary(asked(answer(20_000)).sent())).toEqual([
    "DATA 1 16384",
    "DATA 1 3616",
    `HEADERS 1 ${ended.length} ends`,
  ]);
});

test("wait for room on the stream and on the connection, whose reserved bits mean nothing", () => {
  const limits = settings(new Map([[INITIAL_WINDOW_SIZE, 65_530]]));
  const wire = asked(answer(65_540), limits);
  expect(wire.sent().reduce((sum, { payload }) => sum + payload.length, 0)).toBe(65_530);
  wire.receive(windowUpdate(1, 2 ** 31 + 100));
  expect(summary(wire.sent())).toEqual(["DATA 1 5"]);
  wire.receive(windowUpdate(0, 2 ** 31 + 100));
  expect(summary(wire.sent())).toEqual(["DATA 1 5", `HEADERS 1 ${ended.length} ends`]);
});

test("wait while less room is left than was taken already, because the client has made its windows smaller", () => {
  const wire = asked(answer(150), settings(new Map([[INITIAL_WINDOW_SIZE, 100]])));
  wire.sent();
  wire.receive(settings(new Map([[INITIAL_WINDOW_SIZE, 20]])));
  expect(summary(wire.sent())).toEqual(["SETTINGS 0 0 ends"]);
  wire.receive(windowUpdate(0, 10), windowUpdate(1, 80));
  expect(wire.sent()).toEqual([]);
  wire.receive(windowUpdate(1, 1));
  expect(summary(wire.sent())).toEqual(["DATA 1 1"]);
});

test("are no more, once the client has cancelled the stream", () => {
  const wire = asked(answer(100), settings(new Map([[INITIAL_WINDOW_SIZE, 10]])));
  expect(summary(wire.sent())).toEqual(["DATA 1 10"]);
  wire.receive(
    frame("RST_STREAM", { streamId: 1, payload: Buffer.alloc(4) }),
    windowUpdate(1, 1_000),
    settings(new Map([[INITIAL_WINDOW_SIZE, 1_000]])),
  );
  answer(1)(wire.requests[0] as Request);
  expect(summary(wire.sent())).toEqual(["SETTINGS 0 0 ends"]);
});

test("care no more for the window of a stream that has ended", () => {
  const wire = asked(answer(100));
  wire.sent();
  wire.receive(windowUpdate(1, LARGEST_WINDOW));
  expect(wire.sent()).toEqual([]);
});

test("give back what padding took of the window, too", () => {
  const wire = new Wire();
  wire.receive(greeting, headers(1));
  wire.sent();
  const padded = data(1, Buffer.alloc(16_384, 255), Flag.PADDED);
  wire.receive(...Array<Buffer>(1_023).fill(padded));
  expect(wire.sent()).toEqual([]);
  wire.receive(padded);
  const [update] = wire.sent();
  expect([update?.type, update?.streamId, update?.payload.readUInt32BE()]).toEqual([
    FrameType.WINDOW_UPDATE,
    0,
    2 ** 24,
  ]);
});

test("answer a stream whose number comes with the reserved bit", () => {
  const wire = new Wire(answer(1));
  const request = headers(1, END_HEADERS | END_STREAM);
  request.writeUInt32BE(2 ** 31 + 1, 5);
  wire.receive(greeting, request);
  expect(summary(wire.sent()).slice(3)).toEqual(["DATA 1 1", `HEADERS 1 ${ended.length} ends`]);
});
