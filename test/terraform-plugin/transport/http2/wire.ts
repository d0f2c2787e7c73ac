import { Duplex } from "node:stream";
import type { ConnectionError } from "../../../../src/terraform-plugin/transport/http2/connection-error";
import { Http2Connection, type Request } from "../../../../src/terraform-plugin/transport/http2/connection";
import type { Frame } from "../../../../src/terraform-plugin/transport/http2/frame";
import { readFrames } from "./frames";

/** A connection without a network: the server has read what it receives, and written its answer, when `receive` returns. */
export class Wire {
  readonly requests: Request[] = [];
  readonly errors: ConnectionError[] = [];
  #sent: Buffer[] = [];
  readonly socket = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      this.#sent.push(chunk);
      done();
    },
  });

  constructor(onRequest: (request: Request) => void = () => undefined) {
    new Http2Connection(
      this.socket,
      (request) => {
        this.requests.push(request);
        onRequest(request);
      },
      (error) => this.errors.push(error),
    );
  }

  /** What is thrown meanwhile comes out of it. */
  receive(...pieces: readonly Buffer[]): void {
    this.socket.emit("data", Buffer.concat(pieces));
  }

  /** What the server has sent since this was last asked. */
  sent(): readonly Frame[] {
    return readFrames(Buffer.concat(this.#sent.splice(0)));
  }
}
