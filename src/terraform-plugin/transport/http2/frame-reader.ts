import { ConnectionError } from "./connection-error";
import { ErrorCode } from "./error-code";
import { DEFAULT_MAX_FRAME_SIZE, FRAME_HEADER_LENGTH, type Frame } from "./frame";

/** What every client sends first (RFC 9113, section 3.4). */
const preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

/** Cuts what a client sends into frames. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);
  #begun = false;

  /** @throws ConnectionError when it is no HTTP/2, or a frame is too long. */
  *read(chunk: Buffer): Generator<Frame> {
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    if (!this.#begun) {
      const length = Math.min(bytes.length, preface.length);
      if (preface.compare(bytes, 0, length, 0, length) !== 0) {
        throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "the client does not speak HTTP/2");
      }
      this.#begun = length === preface.length;
      bytes = this.#begun ? bytes.subarray(length) : bytes;
    }
    while (this.#begun && bytes.length >= FRAME_HEADER_LENGTH) {
      const length = bytes.readUIntBE(0, 3);
      if (length > DEFAULT_MAX_FRAME_SIZE) {
        throw new ConnectionError(
          ErrorCode.FRAME_SIZE_ERROR,
          `a frame has ${length} bytes, more than ${DEFAULT_MAX_FRAME_SIZE}`,
        );
      }
      const end = FRAME_HEADER_LENGTH + length;
      if (bytes.length < end) break;
      yield {
        type: bytes.readUInt8(3),
        flags: bytes.readUInt8(4),
        streamId: bytes.readUInt32BE(5) & 0x7fff_ffff,
        payload: bytes.subarray(FRAME_HEADER_LENGTH, end),
      };
      bytes = bytes.subarray(end);
    }
    this.#rest = bytes;
  }
}
