import { ConnectionError } from "./connection-error";
import { ErrorCode } from "./error-code";
import { DEFAULT_MAX_FRAME_SIZE } from "./frame";

/** RFC 9113, section 6.5.2. */
export const Setting = {
  ENABLE_PUSH: 0x2,
  INITIAL_WINDOW_SIZE: 0x4,
  MAX_FRAME_SIZE: 0x5,
  MAX_HEADER_LIST_SIZE: 0x6,
} as const;

/** The most that a window can hold. */
export const LARGEST_WINDOW = 2 ** 31 - 1;
const LARGEST_FRAME = 2 ** 24 - 1;

/** Bytes of one setting: its number and its value. */
const LENGTH = 6;

export type Settings = ReadonlyMap<number, number>;

/** Settings of numbers that nobody here knows come along. @throws ConnectionError for a value that is not allowed. */
export function decodeSettings(payload: Buffer): Settings {
  if (payload.length % LENGTH !== 0) {
    throw new ConnectionError(ErrorCode.FRAME_SIZE_ERROR, `settings of ${payload.length} bytes`);
  }
  const settings = new Map<number, number>();
  for (let at = 0; at < payload.length; at += LENGTH) {
    const [setting, value] = [payload.readUInt16BE(at), payload.readUInt32BE(at + 2)];
    assertAllowed(setting, value);
    settings.set(setting, value);
  }
  return settings;
}

export function encodeSettings(settings: Settings): Buffer {
  const payload = Buffer.alloc(settings.size * LENGTH);
  let at = 0;
  for (const [setting, value] of settings) {
    payload.writeUInt16BE(setting, at);
    at = payload.writeUInt32BE(value, at + 2);
  }
  return payload;
}

function assertAllowed(setting: number, value: number): void {
  if (setting === Setting.ENABLE_PUSH && value > 1) {
    throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, `ENABLE_PUSH is ${value}`);
  }
  if (setting === Setting.INITIAL_WINDOW_SIZE && value > LARGEST_WINDOW) {
    throw new ConnectionError(ErrorCode.FLOW_CONTROL_ERROR, `INITIAL_WINDOW_SIZE is ${value}`);
  }
  if (setting === Setting.MAX_FRAME_SIZE && (value < DEFAULT_MAX_FRAME_SIZE || value > LARGEST_FRAME)) {
    throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, `MAX_FRAME_SIZE is ${value}`);
  }
}
