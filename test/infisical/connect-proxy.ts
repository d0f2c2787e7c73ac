import { createServer as createHttpServer, type IncomingMessage } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect, type AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { ServerCertificate } from "./certificate-authority";

export interface ConnectProxy {
  readonly port: number;
  /** Each tunnel that was asked for: where to, and the credentials that came with the question. */
  readonly tunnels: readonly { readonly target: string; readonly authorization: string | undefined }[];
  /** Requests that came without a tunnel, in the clear. */
  readonly plainRequests: readonly string[];
  close(): Promise<void>;
}

/** A proxy as companies run them: it opens a tunnel and sees only ciphertext. Every name leads to one port of this machine. */
export async function startConnectProxy(options: {
  readonly port: number;
  readonly status?: number;
  readonly certificate?: ServerCertificate;
}): Promise<ConnectProxy> {
  const tunnels: { target: string; authorization: string | undefined }[] = [];
  const plainRequests: string[] = [];
  const sockets = new Set<Duplex>();
  const proxy = options.certificate ? createHttpsServer(options.certificate) : createHttpServer();
  proxy.on("request", (request, response) => {
    plainRequests.push(request.url ?? "");
    response.end();
  });
  proxy.on("connection", (socket: Duplex) => sockets.add(socket));
  proxy.on("connect", (request: IncomingMessage, client: Duplex) => {
    tunnels.push({ target: request.url ?? "", authorization: request.headers["proxy-authorization"] });
    client.on("error", () => undefined);
    if (options.status !== undefined) {
      client.end(`HTTP/1.1 ${options.status} No\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const upstream = connect(options.port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.pipe(client).pipe(upstream);
    });
    sockets.add(upstream);
    upstream.on("error", () => client.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return {
    port: (proxy.address() as AddressInfo).port,
    tunnels,
    plainRequests,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => proxy.close(() => resolve()));
    },
  };
}
