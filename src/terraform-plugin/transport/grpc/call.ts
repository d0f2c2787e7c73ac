import type { Request } from "../http2/connection";
import { encodeHeaders } from "../http2/encode-headers";
import type { Part } from "../http2/send-queue";
import { withPrefix } from "./message";
import { Status } from "./status";

const contentType = ["content-type", "application/grpc"] as const;
const beginning: Part = {
  kind: "headers",
  bytes: encodeHeaders([[":status", "200"], contentType]),
};
const success: Part = {
  kind: "headers",
  bytes: encodeHeaders([["grpc-status", String(Status.OK)]]),
  last: true,
};

/** A call of a gRPC client (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md): one message, to which any number answers. */
export class GrpcCall {
  constructor(
    /** The message, in bytes. */
    readonly message: Buffer,
    private readonly request: Request,
  ) {}

  /** Ends the call with one message. */
  answer(message: Buffer): void {
    this.request.send(beginning, { kind: "data", bytes: withPrefix(message) }, success);
  }

  /** Begins to answer with a message, and leaves open what comes after it. */
  begin(message: Buffer): void {
    this.request.send(beginning, { kind: "data", bytes: withPrefix(message) });
  }
}

/** Ends a request without a message. @param message ASCII, at most 126 characters */
export function refuse(request: Request, status: Status, message: string): void {
  const fields = [
    [":status", "200"],
    contentType,
    ["grpc-status", String(status)],
    ["grpc-message", message],
  ] as const;
  request.send({ kind: "headers", bytes: encodeHeaders(fields), last: true });
}
