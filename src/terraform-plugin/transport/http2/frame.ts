/** RFC 9113, section 6. */
export const FrameType = {
  DATA: 0x0,
  HEADERS: 0x1,
  PRIORITY: 0x2,
  RST_STREAM: 0x3,
  SETTINGS: 0x4,
  PUSH_PROMISE: 0x5,
  PING: 0x6,
  GOAWAY: 0x7,
  WINDOW_UPDATE: 0x8,
  CONTINUATION: 0x9,
} as const;

/** Bits of a frame's flags. ACK is that of SETTINGS and PING, END_STREAM that of DATA and HEADERS. */
export const Flag = {
  ACK: 0x1,
  END_STREAM: 0x1,
  END_HEADERS: 0x4,
  PADDED: 0x8,
  PRIORITY: 0x20,
} as const;

/** Bytes before the payload: length, type, flags, stream. */
export const FRAME_HEADER_LENGTH = 9;

/** Bytes of a priority: the payload of PRIORITY, and what HEADERS may begin with. */
export const PRIORITY_LENGTH = 5;

/** Bytes of payload that either side takes unless it says more. */
export const DEFAULT_MAX_FRAME_SIZE = 16_384;

export interface Frame {
  readonly type: number;
  readonly flags: number;
  /** 0: the connection as a whole. */
  readonly streamId: number;
  readonly payload: Buffer;
}

export function encodeFrame({ type, flags, streamId, payload }: Frame): Buffer {
  const bytes = Buffer.allocUnsafe(FRAME_HEADER_LENGTH + payload.length);
  bytes.writeUIntBE(payload.length, 0, 3);
  bytes[3] = type;
  bytes[4] = flags;
  bytes.writeUInt32BE(streamId, 5);
  payload.copy(bytes, FRAME_HEADER_LENGTH);
  return bytes;
}
