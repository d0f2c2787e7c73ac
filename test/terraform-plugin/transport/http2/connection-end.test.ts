import { encodeHeaders } from "../../../../src/terraform-plugin/transport/http2/encode-headers";
import { ErrorCode } from "../../../../src/terraform-plugin/transport/http2/error-code";
import { Flag, type Frame, FrameType } from "../../../../src/terraform-plugin/transport/http2/frame";
import { greeting, headers, windowUpdate } from "./frames";
import { Wire } from "./wire";

const request = (streamId: number): Buffer => headers(streamId, Flag.END_HEADERS | Flag.END_STREAM);

function farewell(frames: readonly Frame[]): Readonly<Record<string, number | undefined>> {
  const { type, payload } = frames.at(-1) ?? {};
  return { type, lastStream: payload?.readUInt32BE(0), code: payload?.readUInt32BE(4) };
}

test("the client learns why, and how far its requests were read", () => {
  const wire = new Wire();
  wire.receive(greeting, request(1), request(7), windowUpdate(0, 0), request(9));
  const code = ErrorCode.PROTOCOL_ERROR;
  expect(farewell(wire.sent())).toEqual({ type: FrameType.GOAWAY, lastStream: 7, code });
  expect(wire.requests).toHaveLength(2);
  expect(wire.errors.map((error) => error.code)).toEqual([code]);
});

test("an answer that comes after it is dropped", () => {
  const wire = new Wire();
  wire.receive(greeting, request(1), windowUpdate(0, 0));
  wire.sent();
  wire.requests[0]?.send({ kind: "headers", bytes: encodeHeaders([[":status", "200"]]), last: true });
  expect(wire.sent()).toEqual([]);
  expect(wire.socket.errored).toBeNull();
});

test("a mistake of the server's own brings it about, and is not hidden", () => {
  const wire = new Wire(() => {
    throw new RangeError("a mistake");
  });
  expect(() => wire.receive(greeting, request(1))).toThrow("a mistake");
  const code = ErrorCode.INTERNAL_ERROR;
  expect(farewell(wire.sent())).toEqual({ type: FrameType.GOAWAY, lastStream: 1, code });
});

test("a client that is gone without a word brings it about", () => {
  const wire = new Wire();
  wire.receive(greeting);
  wire.socket.emit("error", new Error("read ECONNRESET"));
  expect(wire.socket.destroyed).toBe(true);
});
