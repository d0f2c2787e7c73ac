import { Status } from "./status";

/** Bytes before each message: whether it is compressed, and its length. */
const PREFIX_LENGTH = 5;

/** A request that can't be answered. */
export class StatusError extends Error {
  constructor(
    readonly status: Status,
    message: string,
  ) {
    super(message);
    this.name = "StatusError";
  }
}

/** The first message of a request; our methods take no more, or refuse. @throws StatusError when there is none, or one that can't be read. */
export function firstMessage(body: Buffer): Buffer {
  const end = body.length < PREFIX_LENGTH ? Infinity : PREFIX_LENGTH + body.readUInt32BE(1);
  if (end > body.length) throw new StatusError(Status.INTERNAL, "The request holds no whole message.");
  if (body[0] !== 0) throw new StatusError(Status.UNIMPLEMENTED, "Compressed messages are not supported.");
  return body.subarray(PREFIX_LENGTH, end);
}

export function withPrefix(message: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(PREFIX_LENGTH + message.length);
  bytes[0] = 0;
  bytes.writeUInt32BE(message.length, 1);
  message.copy(bytes, PREFIX_LENGTH);
  return bytes;
}
