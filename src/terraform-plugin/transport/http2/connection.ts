import type { Duplex } from "node:stream";
import { ConnectionError } from "./connection-error";
import { ErrorCode } from "./error-code";
import { encodeFrame, Flag, type Frame, FrameType, PRIORITY_LENGTH } from "./frame";
import { FrameReader } from "./frame-reader";
import { frameRules, violation, withoutPadding } from "./frame-rules";
import { type HeaderBlock, HeaderBlocks, LONGEST_HEADER_BLOCK } from "./header-blocks";
import { type Part, SendQueue } from "./send-queue";
import { decodeSettings, encodeSettings, LARGEST_WINDOW, Setting } from "./settings";

/** A request, whole: what a client sends on one stream until it has no more to send. */
export interface Request {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  /** Sends the parts, or as much as the client has room for, and the rest as soon as it has. Nothing once the client has cancelled the stream. */
  send(...parts: Part[]): void;
}

/** A request while it arrives. */
interface ArrivingRequest {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer[];
}

/** What a client has to know. Headers that it counts as this long make a shorter block. */
const ownSettings = new Map([
  [Setting.INITIAL_WINDOW_SIZE, LARGEST_WINDOW],
  [Setting.MAX_HEADER_LIST_SIZE, LONGEST_HEADER_BLOCK],
]);

/** Bytes of data after which the client is told that it may send as much again. */
const WINDOW_STEP = 2 ** 24;

/**
 * The server's side of an HTTP/2 connection (RFC 9113), for requests that are answered once they are complete. There is no push, and priorities, which the
 * standard has abandoned, are not looked at. Of a request's fields only those are that somebody asks for: what makes a request malformed (section 8.1.1)
 * matters where one server passes it on to another.
 */
export class Http2Connection {
  readonly #socket: Duplex;
  readonly #onRequest: (request: Request) => void;
  readonly #reader = new FrameReader();
  readonly #headerBlocks = new HeaderBlocks();
  readonly #sendQueue: SendQueue;
  readonly #arriving = new Map<number, ArrivingRequest>();
  #settled = false;
  #lastStreamId = 0;
  /** Bytes of data that the client has not been given back as room. */
  #consumed = 0;

  /** @param onError is told why a connection was ended whose client broke a rule */
  constructor(
    socket: Duplex,
    onRequest: (request: Request) => void,
    onError: (error: ConnectionError) => void,
  ) {
    this.#socket = socket;
    this.#onRequest = onRequest;
    this.#sendQueue = new SendQueue((bytes) => this.#send(bytes));
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk: Buffer) => {
      try {
        for (const frame of this.#reader.read(chunk)) this.#receive(frame);
      } catch (error) {
        const isOfClient = error instanceof ConnectionError;
        this.#goAway(isOfClient ? error.code : ErrorCode.INTERNAL_ERROR);
        if (!isOfClient) throw error;
        onError(error);
      }
    });
    this.#write(FrameType.SETTINGS, 0, encodeSettings(ownSettings));
    this.#makeRoom(WINDOW_STEP);
  }

  #receive(frame: Frame): void {
    const { type } = frame;
    this.#headerBlocks.assertNotInterrupted(frame);
    if (!this.#settled && type !== FrameType.SETTINGS) throw violation("the first frame holds no settings");
    switch (type) {
      case FrameType.DATA:
        return this.#receiveData(frame);
      case FrameType.HEADERS:
        return this.#receiveHeaders(this.#headerBlocks.begin(frame));
      case FrameType.CONTINUATION:
        return this.#receiveHeaders(this.#headerBlocks.continue(frame));
      case FrameType.PRIORITY:
        return this.#receivePriority(frame);
      case FrameType.RST_STREAM:
        return this.#receiveReset(frame);
      case FrameType.SETTINGS:
        return this.#receiveSettings(frame);
      case FrameType.PING:
        return this.#receivePing(frame);
      case FrameType.WINDOW_UPDATE:
        return this.#receiveWindowUpdate(frame);
      case FrameType.PUSH_PROMISE:
        throw violation("a client can't push");
      case FrameType.GOAWAY:
        // A client that goes away ends the connection itself.
        return frameRules.onConnection(frame);
      default:
      // Frames of other types are for others.
    }
  }

  #receiveHeaders(block: HeaderBlock | undefined): void {
    if (block === undefined) return;
    const { streamId, fields, last } = block;
    const areTrailers = streamId <= this.#lastStreamId;
    if (!areTrailers) {
      this.#lastStreamId = streamId;
      this.#arriving.set(streamId, { headers: new Map(fields), body: [] });
      this.#sendQueue.open(streamId);
    }
    const request = this.#requestArrivingOn(streamId);
    if (last) this.#complete(streamId, request);
    else if (areTrailers) throw violation("trailers that don't end their stream");
  }

  #receiveData(frame: Frame): void {
    const { streamId, payload, flags } = frame;
    frameRules.onStream(frame);
    this.#assertOpened(frame);
    const request = this.#requestArrivingOn(streamId);
    request.body.push(withoutPadding(frame));
    this.#consumed += payload.length;
    if (this.#consumed >= WINDOW_STEP) {
      this.#makeRoom(this.#consumed);
      this.#consumed = 0;
    }
    if (flags & Flag.END_STREAM) this.#complete(streamId, request);
  }

  /** @throws ConnectionError when the client has ended or cancelled the stream: it knows, so that nothing can have been on its way. */
  #requestArrivingOn(streamId: number): ArrivingRequest {
    const request = this.#arriving.get(streamId);
    if (request !== undefined) return request;
    throw new ConnectionError(ErrorCode.STREAM_CLOSED, `stream ${streamId} is closed`);
  }

  #complete(streamId: number, { headers, body }: ArrivingRequest): void {
    this.#arriving.delete(streamId);
    this.#onRequest({
      headers,
      // A copy also of one piece, which would hold on to all that came in one packet with it.
      body: Buffer.concat(body),
      send: (...parts) => this.#sendQueue.send(streamId, parts),
    });
  }

  #receivePriority(frame: Frame): void {
    frameRules.onStream(frame);
    frameRules.hasLength(frame, PRIORITY_LENGTH);
  }

  #receiveReset(frame: Frame): void {
    frameRules.onStream(frame);
    frameRules.hasLength(frame, 4);
    this.#assertOpened(frame);
    this.#arriving.delete(frame.streamId);
    this.#sendQueue.close(frame.streamId);
  }

  #receiveSettings(frame: Frame): void {
    frameRules.onConnection(frame);
    if (frame.flags & Flag.ACK) {
      frameRules.hasLength(frame, 0);
      return;
    }
    this.#settled = true;
    const settings = decodeSettings(frame.payload);
    // Before what they make room for: the client counts with them from here on.
    this.#write(FrameType.SETTINGS, Flag.ACK, Buffer.alloc(0));
    this.#sendQueue.applySettings(settings);
  }

  #receivePing(frame: Frame): void {
    frameRules.onConnection(frame);
    frameRules.hasLength(frame, 8);
    if ((frame.flags & Flag.ACK) === 0) this.#write(FrameType.PING, Flag.ACK, frame.payload);
  }

  #receiveWindowUpdate(frame: Frame): void {
    frameRules.hasLength(frame, 4);
    if (frame.streamId !== 0) this.#assertOpened(frame);
    const increment = frame.payload.readUInt32BE(0) & LARGEST_WINDOW;
    if (increment === 0) throw violation("a window is enlarged by nothing");
    this.#sendQueue.enlargeWindow(frame.streamId, increment);
  }

  #assertOpened({ streamId }: Frame): void {
    if (streamId > this.#lastStreamId) throw violation(`stream ${streamId} is not open`);
  }

  #makeRoom(bytes: number): void {
    const payload = Buffer.alloc(4);
    payload.writeUInt32BE(bytes);
    this.#write(FrameType.WINDOW_UPDATE, 0, payload);
  }

  #goAway(code: ErrorCode): void {
    const payload = Buffer.alloc(8);
    payload.writeUInt32BE(this.#lastStreamId);
    payload.writeUInt32BE(code, 4);
    // What still comes is read all the same: with unread bytes the system would end the connection before the client has learnt why.
    this.#socket.removeAllListeners("data");
    this.#socket.end(encodeFrame({ type: FrameType.GOAWAY, flags: 0, streamId: 0, payload }));
  }

  /** Sends a frame of the connection as a whole. */
  #write(type: number, flags: number, payload: Buffer): void {
    this.#send(encodeFrame({ type, flags, streamId: 0, payload }));
  }

  /** Does nothing once the connection has ended, which answers may outlive. */
  #send(bytes: Buffer): void {
    if (this.#socket.writable) this.#socket.write(bytes);
  }
}
