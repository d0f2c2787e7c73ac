import type { Socket } from "node:net";
import * as grpc from "@grpc/grpc-js";
import { Call } from "../engine/call";
import type { Rpc } from "../engine/rpc";
import { unaryRpcs } from "../engine/rpcs";
import type { RunningCalls } from "../engine/running-calls";
import { Session } from "../engine/session";
import { unsupportedClientStreams, unsupportedServerStreams } from "../engine/unsupported";
import type { Logger } from "../logger";
import type { Provider } from "../provider";
import type { MutualTls } from "./mutual-tls";
import { registerPluginServices } from "./plugin-services";

export interface PluginServerOptions {
  readonly provider: Provider<unknown>;
  readonly logger: Logger;
  readonly runningCalls: RunningCalls;
  /** Plaintext when undefined. */
  readonly tls: MutualTls | undefined;
  /** Terraform asks the process to end. */
  readonly onShutdown: () => void;
}

/** Messages reach the handlers as bytes: what grpc-js can't deserialise it answers with a status, where Terraform expects diagnostics. */
const asBytes = (bytes: Buffer): Buffer => bytes;

/** A provider as a gRPC server, over connections that someone else accepts. */
export class PluginServer {
  readonly #options: PluginServerOptions;
  readonly #server = new grpc.Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  readonly #injector: grpc.ConnectionInjector;
  readonly #sessions = new Map<string, Session>();

  constructor(options: PluginServerOptions) {
    this.#options = options;
    for (const rpc of unaryRpcs) this.#serveUnary(rpc);
    for (const rpc of unsupportedServerStreams) this.#serveServerStream(rpc);
    for (const rpc of unsupportedClientStreams) this.#serveClientStream(rpc);
    registerPluginServices(this.#server, options.onShutdown);
    this.#injector = this.#server.createConnectionInjector(credentials(options.tls));
  }

  /** Serves a connection, whose calls belong to the session. */
  accept(socket: Socket, session: Session): void {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    this.#sessions.set(peer, session);
    socket.once("close", () => {
      // The port may have been taken by a newer connection meanwhile.
      if (this.#sessions.get(peer) === session) this.#sessions.delete(peer);
    });
    this.#injector.injectConnection(socket);
  }

  /** Ends every connection at once. */
  abort(): void {
    this.#server.forceShutdown();
  }

  #serveUnary(rpc: Rpc): void {
    const handler: grpc.handleUnaryCall<Buffer, Buffer> = (grpcCall, respond) => {
      void this.#answer(rpc, grpcCall.request, grpcCall.getPeer()).then((response) =>
        respond(null, response),
      );
    };
    this.#server.register(rpc.path, handler, asBytes, asBytes, "unary");
  }

  #serveServerStream(rpc: Rpc): void {
    const handler: grpc.handleServerStreamingCall<Buffer, Buffer> = (grpcCall) => {
      void this.#answer(rpc, grpcCall.request, grpcCall.getPeer()).then((response) => {
        grpcCall.write(response);
        grpcCall.end();
      });
    };
    this.#server.register(rpc.path, handler, asBytes, asBytes, "serverStream");
  }

  #serveClientStream(rpc: Rpc): void {
    const handler: grpc.handleClientStreamingCall<Buffer, Buffer> = (grpcCall, respond) => {
      grpcCall.resume();
      void this.#answer(rpc, Buffer.alloc(0), grpcCall.getPeer()).then((response) => respond(null, response));
    };
    this.#server.register(rpc.path, handler, asBytes, asBytes, "clientStream");
  }

  #answer(rpc: Rpc, request: Buffer, peer: string): Promise<Buffer> {
    const { provider, logger, runningCalls } = this.#options;
    const method = rpc.path.slice(rpc.path.lastIndexOf("/") + 1);
    const session = this.#sessions.get(peer) ?? new Session();
    return runningCalls.answer(rpc, request, new Call(method, provider, session, logger));
  }
}

function credentials(tls: MutualTls | undefined): grpc.ServerCredentials {
  if (tls === undefined) return grpc.ServerCredentials.createInsecure();
  const { certificate, clientCertificate } = tls;
  return grpc.ServerCredentials.createSsl(
    Buffer.from(clientCertificate),
    [
      {
        cert_chain: Buffer.from(certificate.certificatePem),
        private_key: Buffer.from(certificate.privateKeyPem),
      },
    ],
    true,
  );
}
