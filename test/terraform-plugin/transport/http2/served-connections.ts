import { once } from "node:events";
import { type AddressInfo, createConnection, createServer, type Socket } from "node:net";
import type { ConnectionError } from "../../../../src/terraform-plugin/transport/http2/connection-error";
import { Http2Connection, type Request } from "../../../../src/terraform-plugin/transport/http2/connection";

/** A port on which every connection is served. */
export class ServedConnections {
  readonly errors: ConnectionError[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer({ noDelay: true }, (socket) => {
    this.#sockets.add(socket);
    new Http2Connection(socket, this.onRequest, (error) => this.errors.push(error));
  });

  private constructor(private readonly onRequest: (request: Request) => void) {}

  static async open(onRequest: (request: Request) => void): Promise<ServedConnections> {
    const served = new ServedConnections(onRequest);
    served.#server.listen(0, "127.0.0.1");
    await once(served.#server, "listening");
    return served;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Sends the pieces one after the other, and reads until the server ends the connection, or until `isEnd` has seen enough. */
  async converse(
    pieces: readonly Buffer[],
    isEnd: (answer: Buffer) => boolean = () => false,
  ): Promise<Buffer> {
    const socket = createConnection({ port: this.#port, host: "127.0.0.1", noDelay: true });
    const received: Buffer[] = [];
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => {
      received.push(chunk);
      if (isEnd(Buffer.concat(received))) socket.end();
    });
    const closed = once(socket, "close");
    for (const piece of pieces) await new Promise((resolve) => socket.write(piece, resolve));
    await closed;
    return Buffer.concat(received);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port;
  }
}
