import { ConnectionError } from "./connection-error";
import { ErrorCode } from "./error-code";
import { DEFAULT_MAX_FRAME_SIZE, encodeFrame, Flag, FrameType } from "./frame";
import { LARGEST_WINDOW, Setting, type Settings } from "./settings";

/** Bytes that a window holds until the peer says more (RFC 9113, section 6.9.2). */
const DEFAULT_WINDOW = 65_535;

/** A header block or data that a stream sends. */
export interface Part {
  readonly kind: "headers" | "data";
  readonly bytes: Buffer;
  /** Whether the stream ends with it. */
  readonly last?: boolean;
}

interface SendingStream {
  window: number;
  waiting: Part[];
}

/**
 * What the streams of a connection have to send, no more of it at a time than the peer has room for: data waits for a window of its stream and one of the
 * connection, and what comes after data waits behind it.
 */
export class SendQueue {
  readonly #write: (bytes: Buffer) => void;
  readonly #streams = new Map<number, SendingStream>();
  #window = DEFAULT_WINDOW;
  #initialWindow = DEFAULT_WINDOW;
  #maxFrameSize = DEFAULT_MAX_FRAME_SIZE;

  constructor(write: (bytes: Buffer) => void) {
    this.#write = write;
  }

  open(streamId: number): void {
    this.#streams.set(streamId, { window: this.#initialWindow, waiting: [] });
  }

  /** What waits is dropped. */
  close(streamId: number): void {
    this.#streams.delete(streamId);
  }

  /** Does nothing for a stream that is closed: the peer has cancelled it. */
  send(streamId: number, parts: readonly Part[]): void {
    const stream = this.#streams.get(streamId);
    if (stream === undefined) return;
    stream.waiting.push(...parts);
    this.#flush(streamId, stream);
  }

  /** @throws ConnectionError for values that would overflow a window. */
  applySettings(settings: Settings): void {
    this.#maxFrameSize = settings.get(Setting.MAX_FRAME_SIZE) ?? this.#maxFrameSize;
    const initialWindow = settings.get(Setting.INITIAL_WINDOW_SIZE);
    if (initialWindow === undefined) return;
    const change = initialWindow - this.#initialWindow;
    this.#initialWindow = initialWindow;
    for (const stream of this.#streams.values()) stream.window = enlarged(stream.window, change);
    this.#flushAll();
  }

  /** @param streamId 0: the window of the connection. @throws ConnectionError when a window would be larger than windows may be. */
  enlargeWindow(streamId: number, increment: number): void {
    if (streamId === 0) {
      this.#window = enlarged(this.#window, increment);
      this.#flushAll();
      return;
    }
    const stream = this.#streams.get(streamId);
    if (stream === undefined) return;
    stream.window = enlarged(stream.window, increment);
    this.#flush(streamId, stream);
  }

  #flushAll(): void {
    for (const [streamId, stream] of this.#streams) {
      if (this.#window === 0) return;
      if (stream.waiting.length > 0) this.#flush(streamId, stream);
    }
  }

  #flush(streamId: number, stream: SendingStream): void {
    const frames: Buffer[] = [];
    for (let part = stream.waiting.shift(); part !== undefined; part = stream.waiting.shift()) {
      const { kind, bytes, last = false } = part;
      const room = Math.max(0, Math.min(this.#maxFrameSize, this.#window, stream.window));
      if (kind === "data" && bytes.length > room) {
        // The rest waits in front, and for ever if the peer makes no room.
        stream.waiting.unshift({ ...part, bytes: bytes.subarray(room) });
        if (room === 0) break;
        frames.push(this.#dataFrame(streamId, stream, bytes.subarray(0, room), false));
        continue;
      }
      if (kind === "data") {
        frames.push(this.#dataFrame(streamId, stream, bytes, last));
      } else {
        const flags = Flag.END_HEADERS | (last ? Flag.END_STREAM : 0);
        frames.push(encodeFrame({ type: FrameType.HEADERS, flags, streamId, payload: bytes }));
      }
      if (last) this.#streams.delete(streamId);
    }
    if (frames.length > 0) this.#write(Buffer.concat(frames));
  }

  #dataFrame(streamId: number, stream: SendingStream, payload: Buffer, last: boolean): Buffer {
    this.#window -= payload.length;
    stream.window -= payload.length;
    return encodeFrame({ type: FrameType.DATA, flags: last ? Flag.END_STREAM : 0, streamId, payload });
  }
}

function enlarged(window: number, increment: number): number {
  const size = window + increment;
  if (size > LARGEST_WINDOW) throw new ConnectionError(ErrorCode.FLOW_CONTROL_ERROR, "a window is too large");
  return size;
}
