import { Duplex } from "node:stream";
import { Http2Connection, type Request } from "../../../../src/terraform-plugin/transport/http2/connection";
import { encodeHeaders } from "../../../../src/terraform-plugin/transport/http2/encode-headers";
import { ErrorCode } from "../../../../src/terraform-plugin/transport/http2/error-code";
import { Flag, FrameType } from "../../../../src/terraform-plugin/transport/http2/frame";
import { greeting, headers, readFrames, windowUpdate } from "./frames";

const aRequest = Buffer.concat([greeting, headers(1, Flag.END_HEADERS | Flag.END_STREAM)]);

/** A connection without a network: what the client sends is emitted as "data", and what is thrown meanwhile comes out of that. */
function connect(onRequest: (request: Request) => void): { readonly wire: Duplex; readonly sent: Buffer[] } {
  const sent: Buffer[] = [];
  const wire = new Duplex({
    read: () => undefined,
    write(chunk: Buffer, _encoding, done) {
      sent.push(chunk);
      done();
    },
  });
  new Http2Connection(wire, onRequest, () => undefined);
  return { wire, sent };
}

function farewell(sent: readonly Buffer[]): { readonly type?: number; readonly code?: number } {
  const last = readFrames(Buffer.concat(sent)).at(-1);
  return { type: last?.type, code: last?.payload.readUInt32BE(4) };
}

test("an answer that comes after the end is dropped", () => {
  const requests: Request[] = [];
  const { wire, sent } = connect((request) => requests.push(request));
  wire.emit("data", Buffer.concat([aRequest, windowUpdate(0, 0)]));
  requests[0]?.send({ kind: "headers", bytes: encodeHeaders([[":status", "200"]]), last: true });
  expect(requests).toHaveLength(1);
  expect(farewell(sent)).toEqual({ type: FrameType.GOAWAY, code: ErrorCode.PROTOCOL_ERROR });
  expect(wire.errored).toBeNull();
});

test("a mistake of the server's own ends the connection, and is not hidden", () => {
  const { wire, sent } = connect(() => {
    throw new RangeError("a mistake");
  });
  expect(() => wire.emit("data", aRequest)).toThrow("a mistake");
  expect(farewell(sent)).toEqual({ type: FrameType.GOAWAY, code: ErrorCode.INTERNAL_ERROR });
});
