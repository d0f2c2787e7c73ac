import type { ErrorCode } from "../../../../src/terraform-plugin/transport/http2/error-code";
import { Flag } from "../../../../src/terraform-plugin/transport/http2/frame";
import { LARGEST_WINDOW, Setting } from "../../../../src/terraform-plugin/transport/http2/settings";
import { data, frame, greeting, headers, preface, settings, someHeaders, windowUpdate } from "./frames";

interface Violation {
  readonly what: string;
  /** What the client sends: the greeting and this, unless it is the greeting that is wrong. */
  readonly frames: readonly Buffer[];
  readonly greeting: Buffer;
  readonly code: keyof typeof ErrorCode;
}

const nothing = Buffer.alloc(0);
const bytes = (count: number): Buffer => Buffer.alloc(count);
const { END_HEADERS, END_STREAM, PADDED } = Flag;

/** What a client must not do, and how the connection ends (RFC 9113, sections 3.4, 4, 5.1, 6). */
const cases: readonly (Omit<Violation, "greeting"> & Partial<Violation>)[] = [
  { what: "HTTP/1.1", greeting: Buffer.from("GET / HTTP/1.1\r\n\r\n"), frames: [], code: "PROTOCOL_ERROR" },
  {
    what: "a first frame without settings",
    greeting: preface,
    frames: [frame("PING", { payload: bytes(8) })],
    code: "PROTOCOL_ERROR",
  },
  {
    what: "a first frame that acknowledges settings, and none that holds some",
    greeting: Buffer.concat([preface, frame("SETTINGS", { flags: Flag.ACK })]),
    frames: [frame("PING", { payload: bytes(8) })],
    code: "PROTOCOL_ERROR",
  },
  {
    what: "a frame that is too long",
    frames: [headers(1), data(1, bytes(16_385))],
    code: "FRAME_SIZE_ERROR",
  },
  {
    what: "settings of five bytes",
    frames: [frame("SETTINGS", { payload: bytes(5) })],
    code: "FRAME_SIZE_ERROR",
  },
  { what: "settings of a stream", frames: [frame("SETTINGS", { streamId: 1 })], code: "PROTOCOL_ERROR" },
  {
    what: "an acknowledgement with settings",
    frames: [frame("SETTINGS", { flags: Flag.ACK, payload: bytes(6) })],
    code: "FRAME_SIZE_ERROR",
  },
  { what: "ENABLE_PUSH 2", frames: [settings(new Map([[Setting.ENABLE_PUSH, 2]]))], code: "PROTOCOL_ERROR" },
  {
    what: "a window beyond the largest",
    frames: [settings(new Map([[Setting.INITIAL_WINDOW_SIZE, LARGEST_WINDOW + 1]]))],
    code: "FLOW_CONTROL_ERROR",
  },
  {
    what: "frames that must be shorter than any may be",
    frames: [settings(new Map([[Setting.MAX_FRAME_SIZE, 16_383]]))],
    code: "PROTOCOL_ERROR",
  },
  {
    what: "frames that may be longer than any can be",
    frames: [settings(new Map([[Setting.MAX_FRAME_SIZE, 2 ** 24]]))],
    code: "PROTOCOL_ERROR",
  },
  { what: "a ping of seven bytes", frames: [frame("PING", { payload: bytes(7) })], code: "FRAME_SIZE_ERROR" },
  {
    what: "a ping of a stream",
    frames: [frame("PING", { streamId: 1, payload: bytes(8) })],
    code: "PROTOCOL_ERROR",
  },
  { what: "headers of no stream", frames: [headers(0)], code: "PROTOCOL_ERROR" },
  { what: "headers of a stream of the server", frames: [headers(2)], code: "PROTOCOL_ERROR" },
  {
    what: "headers of a stream that is closed",
    frames: [headers(3, END_HEADERS | END_STREAM), headers(3)],
    code: "STREAM_CLOSED",
  },
  { what: "headers of a stream that was left out", frames: [headers(3), headers(1)], code: "STREAM_CLOSED" },
  { what: "trailers after which more may come", frames: [headers(1), headers(1)], code: "PROTOCOL_ERROR" },
  {
    what: "headers that can't be read",
    frames: [headers(1, END_HEADERS, Buffer.of(0x80))],
    code: "COMPRESSION_ERROR",
  },
  {
    what: "headers with more padding than there are bytes",
    frames: [headers(1, END_HEADERS | PADDED, Buffer.of(9, 0))],
    code: "PROTOCOL_ERROR",
  },
  {
    what: "padded headers without a byte",
    frames: [headers(1, END_HEADERS | PADDED, nothing)],
    code: "FRAME_SIZE_ERROR",
  },
  {
    what: "headers with a priority that is cut off",
    frames: [headers(1, END_HEADERS | Flag.PRIORITY, bytes(4))],
    code: "FRAME_SIZE_ERROR",
  },
  {
    what: "headers that are interrupted",
    frames: [headers(1, 0), frame("PING", { payload: bytes(8) })],
    code: "PROTOCOL_ERROR",
  },
  { what: "headers that begin anew", frames: [headers(1, 0), headers(1)], code: "PROTOCOL_ERROR" },
  {
    what: "headers that go on in another stream",
    frames: [headers(1, 0), frame("CONTINUATION", { streamId: 3 })],
    code: "PROTOCOL_ERROR",
  },
  {
    what: "a continuation of nothing",
    frames: [frame("CONTINUATION", { streamId: 1 })],
    code: "PROTOCOL_ERROR",
  },
  {
    what: "headers without an end",
    frames: [
      headers(1, 0),
      ...Array<Buffer>(5).fill(frame("CONTINUATION", { streamId: 1, payload: bytes(16_384) })),
    ],
    code: "ENHANCE_YOUR_CALM",
  },
  { what: "data of no stream", frames: [data(0, nothing)], code: "PROTOCOL_ERROR" },
  { what: "data of a stream that is not open", frames: [data(1, nothing)], code: "PROTOCOL_ERROR" },
  {
    what: "data after the end of a request",
    frames: [headers(1, END_HEADERS | END_STREAM), data(1, nothing)],
    code: "STREAM_CLOSED",
  },
  {
    what: "data of a stream that was cancelled",
    frames: [headers(1), frame("RST_STREAM", { streamId: 1, payload: bytes(4) }), data(1, nothing)],
    code: "STREAM_CLOSED",
  },
  {
    what: "data with more padding than there are bytes",
    frames: [headers(1), data(1, Buffer.of(1), PADDED)],
    code: "PROTOCOL_ERROR",
  },
  {
    what: "the end of a stream that is not open",
    frames: [frame("RST_STREAM", { streamId: 1, payload: bytes(4) })],
    code: "PROTOCOL_ERROR",
  },
  {
    what: "the end of a stream for a reason of three bytes",
    frames: [headers(1), frame("RST_STREAM", { streamId: 1, payload: bytes(3) })],
    code: "FRAME_SIZE_ERROR",
  },
  {
    what: "the end of no stream",
    frames: [frame("RST_STREAM", { payload: bytes(4) })],
    code: "PROTOCOL_ERROR",
  },
  { what: "a window enlarged by nothing", frames: [windowUpdate(0, 0)], code: "PROTOCOL_ERROR" },
  { what: "a window enlarged without a size", frames: [frame("WINDOW_UPDATE")], code: "FRAME_SIZE_ERROR" },
  { what: "a window of a stream that is not open", frames: [windowUpdate(1, 1)], code: "PROTOCOL_ERROR" },
  {
    what: "a connection's window enlarged too far",
    frames: [windowUpdate(0, LARGEST_WINDOW)],
    code: "FLOW_CONTROL_ERROR",
  },
  {
    what: "a stream's window enlarged too far",
    frames: [headers(1), windowUpdate(1, LARGEST_WINDOW)],
    code: "FLOW_CONTROL_ERROR",
  },
  {
    what: "a stream's window enlarged too far by settings",
    frames: [
      headers(1),
      windowUpdate(1, LARGEST_WINDOW - 65_535),
      settings(new Map([[Setting.INITIAL_WINDOW_SIZE, 65_536]])),
    ],
    code: "FLOW_CONTROL_ERROR",
  },
  {
    what: "a priority of no stream",
    frames: [frame("PRIORITY", { payload: bytes(5) })],
    code: "PROTOCOL_ERROR",
  },
  {
    what: "a priority of four bytes",
    frames: [frame("PRIORITY", { streamId: 1, payload: bytes(4) })],
    code: "FRAME_SIZE_ERROR",
  },
  {
    what: "a farewell of one stream",
    frames: [frame("GOAWAY", { streamId: 1, payload: bytes(8) })],
    code: "PROTOCOL_ERROR",
  },
  {
    what: "a push",
    frames: [frame("PUSH_PROMISE", { streamId: 1, payload: someHeaders })],
    code: "PROTOCOL_ERROR",
  },
];

export const violations: readonly Violation[] = cases.map((violation) => ({ greeting, ...violation }));
