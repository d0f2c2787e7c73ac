import { createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** Accepts connections on a free port of 127.0.0.1. */
export interface Listener {
  readonly address: AddressInfo;
  close(): void;
}

export function listen(onConnection: (socket: Socket) => void): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const server: Server = createServer({ noDelay: true }, (socket) => {
      // Whoever serves the connection has listeners of its own; until then a reset must not end the process.
      socket.on("error", () => undefined);
      onConnection(socket);
    });
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") throw new TypeError("a TCP server has an address");
      resolve({ address, close: () => void server.close() });
    });
  });
}
