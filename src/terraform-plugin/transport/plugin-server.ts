import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { createServer } from "node:tls";
import { Call } from "../engine/call";
import { rpcs } from "../engine/rpcs";
import type { RunningCalls } from "../engine/running-calls";
import type { Session } from "../engine/session";
import type { Logger } from "../logger";
import type { Provider } from "../provider";
import { answerRequest, type GrpcMethod, type GrpcMethods } from "./grpc/answer-request";
import { Http2Connection } from "./http2/connection";
import type { MutualTls } from "./mutual-tls";
import { pluginServices } from "./plugin-services";

export interface PluginServerOptions {
  readonly provider: Provider<unknown>;
  readonly logger: Logger;
  readonly runningCalls: RunningCalls;
  /** Plaintext when undefined. */
  readonly tls: MutualTls | undefined;
  /** Terraform asks the process to end. */
  readonly onShutdown: () => void;
}

/** A provider as a gRPC server, over connections that someone else accepts. */
export class PluginServer {
  readonly #options: PluginServerOptions;
  readonly #services: GrpcMethods;
  readonly #sockets = new Set<Socket>();

  constructor(options: PluginServerOptions) {
    this.#options = options;
    this.#services = pluginServices(options.onShutdown);
  }

  /** Serves a connection, whose calls belong to the session. */
  accept(socket: Socket, session: Session): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    const { tls } = this.#options;
    if (tls === undefined) this.#serve(socket, session);
    else this.#encrypt(socket, tls, (encrypted) => this.#serve(encrypted, session));
  }

  /** Ends every connection at once. */
  abort(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #encrypt(socket: Socket, tls: MutualTls, onEncrypted: (socket: Duplex) => void): void {
    const server = createServer(
      {
        cert: tls.certificate.certificatePem,
        key: tls.certificate.privateKeyPem,
        ca: tls.clientCertificate,
        requestCert: true,
        rejectUnauthorized: true,
        ALPNProtocols: ["h2"],
      },
      onEncrypted,
    );
    server.once("tlsClientError", (error) => this.#ended(error));
    server.emit("connection", socket);
  }

  #serve(socket: Duplex, session: Session): void {
    const methods: GrpcMethods = new Map([...this.#services, ...this.#provided(session)]);
    new Http2Connection(
      socket,
      (request) => void answerRequest(request, methods),
      (error) => this.#ended(error),
    );
  }

  #provided(session: Session): GrpcMethods {
    const { provider, logger, runningCalls } = this.#options;
    return new Map(
      rpcs.map((rpc): [string, GrpcMethod] => {
        const method = rpc.path.slice(rpc.path.lastIndexOf("/") + 1);
        return [
          rpc.path,
          async (grpcCall) => {
            const call = new Call(method, provider, session, logger);
            grpcCall.answer(await runningCalls.answer(rpc, grpcCall.message, call));
          },
        ];
      }),
    );
  }

  /** Terraform keeps to the rules: it was somebody else, and nobody there may read the reason. */
  #ended(error: Error): void {
    this.#options.logger.warn("The provider ended a connection", { error: error.message });
  }
}
