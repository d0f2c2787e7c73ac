import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Backend } from "./configuration";

/**
 * Terraform's `http` backend for one state, held in memory. The local backend writes the whole file again for each resource of an apply, which
 * would hide what is measured.
 */
export class StateServer {
  #state: string | undefined;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<StateServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const stateServer = new StateServer(server);
    server.on("request", (request, response) => {
      void text(request).then((body) => {
        if (request.method === "POST") stateServer.#state = body;
        response.statusCode = stateServer.#state === undefined ? 204 : 200;
        response.end(request.method === "GET" ? stateServer.#state : undefined);
      });
    });
    return stateServer;
  }

  get backend(): Backend {
    const { port } = this.server.address() as AddressInfo;
    return { http: { address: `http://127.0.0.1:${port}/state` } };
  }

  /** Forgets the state. */
  clear(): void {
    this.#state = undefined;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
