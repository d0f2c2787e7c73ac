import { ConnectionError } from "./connection-error";
import { ErrorCode } from "./error-code";
import { Flag, type Frame } from "./frame";

/** Each throws ConnectionError where a frame breaks a rule of RFC 9113, section 6. */
export const frameRules = {
  onStream({ type, streamId }: Frame): void {
    if (streamId === 0) throw violation(`a frame of type ${type} belongs to no stream`);
  },
  onConnection({ type, streamId }: Frame): void {
    if (streamId !== 0) throw violation(`a frame of type ${type} belongs to stream ${streamId}`);
  },
  hasLength({ type, payload }: Frame, length: number): void {
    if (payload.length !== length) {
      throw wrongLength(`a frame of type ${type} has ${payload.length} bytes instead of ${length}`);
    }
  },
};

/** The payload of DATA or HEADERS. @throws ConnectionError when there is more padding than there are bytes */
export function withoutPadding({ type, flags, payload }: Frame): Buffer {
  if ((flags & Flag.PADDED) === 0) return payload;
  const padding = payload[0];
  if (padding === undefined) throw wrongLength(`a frame of type ${type} is padded, and empty`);
  if (padding >= payload.length) throw violation(`a frame of type ${type} has more padding than bytes`);
  return payload.subarray(1, payload.length - padding);
}

export function wrongLength(message: string): ConnectionError {
  return new ConnectionError(ErrorCode.FRAME_SIZE_ERROR, message);
}

export function violation(message: string): ConnectionError {
  return new ConnectionError(ErrorCode.PROTOCOL_ERROR, message);
}
