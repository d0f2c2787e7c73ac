import { AsyncLocalStorage } from "node:async_hooks";
import type { Socket } from "node:net";
import * as grpc from "@grpc/grpc-js";
import { Call } from "../engine/call";
import { diagnosticOf } from "../engine/failure";
import type { Rpc } from "../engine/rpc";
import { unaryRpcs } from "../engine/rpcs";
import { Session } from "../engine/session";
import type { Logger } from "../logger";
import type { Provider } from "../provider";
import type { Certificate } from "./certificate";
import { registerPluginServices } from "./plugin-services";

export interface PluginServerOptions {
  readonly provider: Provider<unknown>;
  readonly logger: Logger;
  /** Mutual TLS in which the client's certificate is the only one trusted; plaintext when undefined. */
  readonly tls: { readonly certificate: Certificate; readonly clientCertificate: string } | undefined;
  /** Terraform asks the process to end. */
  readonly onShutdown: () => void;
}

/** Messages reach the handlers as bytes: what grpc-js fails to deserialise it answers with a status, and Terraform expects diagnostics. */
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
  readonly #running = new AsyncLocalStorage<{ fail(error: unknown): void }>();
  #inFlight = 0;

  constructor(options: PluginServerOptions) {
    this.#options = options;
    for (const rpc of unaryRpcs) {
      this.#server.register(rpc.path, this.#unaryHandler(rpc), asBytes, asBytes, "unary");
    }
    registerPluginServices(this.#server, options.onShutdown);
    this.#injector = this.#server.createConnectionInjector(credentials(options.tls));
  }

  /** Number of calls that are being answered. */
  get inFlight(): number {
    return this.#inFlight;
  }

  accept(socket: Socket): void {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    const session = new Session();
    this.#sessions.set(peer, session);
    socket.once("close", () => {
      this.#sessions.delete(peer);
      session.stop();
    });
    this.#injector.injectConnection(socket);
  }

  /** Takes no further calls, and resolves when those that are being answered have ended. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.tryShutdown(() => resolve()));
  }

  /** Ends every connection at once. */
  abort(): void {
    this.#server.forceShutdown();
  }

  /**
   * Answers the call in whose course an exception was thrown that nobody could catch, since it might otherwise never be answered. False when
   * the exception belongs to no call.
   */
  failRunningCall(error: unknown): boolean {
    const running = this.#running.getStore();
    running?.fail(error);
    return running !== undefined;
  }

  #unaryHandler(rpc: Rpc): grpc.handleUnaryCall<Buffer, Buffer> {
    const { provider, logger } = this.#options;
    const method = rpc.path.slice(rpc.path.lastIndexOf("/") + 1);
    return (grpcCall, respond) => {
      const session = this.#sessions.get(grpcCall.getPeer()) ?? new Session();
      const call = new Call(method, provider, session, logger);
      const answered = new Promise<Buffer>((resolve) => {
        const fail = (error: unknown): void => {
          call.diagnostics.error(diagnosticOf(error, call));
          resolve(rpc.refuse(call));
        };
        this.#inFlight += 1;
        this.#running.run({ fail }, () => rpc.answer(grpcCall.request, call).then(resolve, fail));
      });
      void answered.then((response) => {
        this.#inFlight -= 1;
        respond(null, response);
      });
    };
  }
}

function credentials(tls: PluginServerOptions["tls"]): grpc.ServerCredentials {
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
