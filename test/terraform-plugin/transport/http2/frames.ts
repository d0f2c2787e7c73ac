import {
  encodeFrame,
  Flag,
  type Frame,
  FRAME_HEADER_LENGTH,
  FrameType,
} from "../../../../src/terraform-plugin/transport/http2/frame";
import { encodeHeaders } from "../../../../src/terraform-plugin/transport/http2/encode-headers";
import { encodeSettings, type Settings } from "../../../../src/terraform-plugin/transport/http2/settings";

export const preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

/** A request of a method that does not matter. */
export const someHeaders = encodeHeaders([[":path", "/some/method"]]);

export function frame(type: keyof typeof FrameType, rest: Partial<Omit<Frame, "type">> = {}): Buffer {
  const empty = { flags: 0, streamId: 0, payload: Buffer.alloc(0) };
  return encodeFrame({ ...empty, ...rest, type: FrameType[type] });
}

export function settings(values: Settings = new Map()): Buffer {
  return frame("SETTINGS", { payload: encodeSettings(values) });
}

/** What every conversation begins with. */
export const greeting = Buffer.concat([preface, settings()]);

export function headers(streamId: number, flags: number = Flag.END_HEADERS, payload = someHeaders): Buffer {
  return frame("HEADERS", { streamId, flags, payload });
}

export function data(streamId: number, payload: Buffer, flags = 0): Buffer {
  return frame("DATA", { streamId, flags, payload });
}

export function windowUpdate(streamId: number, increment: number): Buffer {
  const payload = Buffer.alloc(4);
  payload.writeUInt32BE(increment);
  return frame("WINDOW_UPDATE", { streamId, payload });
}

/** The frames of an answer, as far as they are whole. */
export function readFrames(bytes: Buffer): Frame[] {
  const frames: Frame[] = [];
  for (let at = 0; at + FRAME_HEADER_LENGTH <= bytes.length;) {
    const end = at + FRAME_HEADER_LENGTH + bytes.readUIntBE(at, 3);
    frames.push({
      type: bytes.readUInt8(at + 3),
      flags: bytes.readUInt8(at + 4),
      streamId: bytes.readUInt32BE(at + 5),
      payload: bytes.subarray(at + FRAME_HEADER_LENGTH, end),
    });
    at = end;
  }
  return frames;
}
