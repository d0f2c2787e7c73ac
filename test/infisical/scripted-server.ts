import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { ServerCertificate } from "./certificate-authority";

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  /** Counts from 1 the requests of the same method and path. */
  readonly nth: number;
  readonly at: number;
}

export type Answer =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly json: unknown }
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly text: string }
  /** Does with the connection what it likes. */
  | ((response: ServerResponse, request: IncomingMessage) => void);

export interface ScriptedServer {
  readonly url: string;
  readonly port: number;
  /** How many were opened so far. */
  readonly connections: number;
  readonly received: readonly ReceivedRequest[];
  of(method: string, path: string): readonly ReceivedRequest[];
  close(): Promise<void>;
}

export type Script = (request: ReceivedRequest) => Answer | Promise<Answer>;

/**
 * A real HTTP server on loopback that answers what a test says: for the answers that no real server of Infisical gives.
 *
 * @param certificate makes it an https server
 */
export async function startScriptedServer(
  script: Script,
  certificate?: ServerCertificate,
): Promise<ScriptedServer> {
  const received: ReceivedRequest[] = [];
  const listener = scriptListener(script, received);
  const server = certificate ? createHttpsServer(certificate, listener) : createServer(listener);
  let connections = 0;
  server.on("connection", () => (connections += 1));
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: certificate ? `https://localhost:${port}` : `http://127.0.0.1:${port}`,
    get connections() {
      return connections;
    },
    port,
    received,
    of: (method, path) => received.filter((request) => request.method === method && request.path === path),
    close: () => closeServer(server),
  };
}

function scriptListener(script: Script, received: ReceivedRequest[]): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on(
      "end",
      () => void answer(script, received, request, response, Buffer.concat(chunks).toString("utf8")),
    );
  };
}

async function answer(
  script: Script,
  received: ReceivedRequest[],
  request: IncomingMessage,
  response: ServerResponse,
  text: string,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://server");
  const method = request.method ?? "";
  const record: ReceivedRequest = {
    method,
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: text === "" ? undefined : JSON.parse(text),
    nth: received.filter((other) => other.method === method && other.path === url.pathname).length + 1,
    at: performance.now(),
  };
  received.push(record);
  const scripted = await script(record);
  if (typeof scripted === "function") {
    scripted(response, request);
    return;
  }
  const { status = 200, headers } = scripted;
  const isJson = "json" in scripted;
  response.writeHead(status, {
    "content-type": isJson ? "application/json; charset=utf-8" : "text/html",
    ...headers,
  });
  response.end(isJson ? JSON.stringify(scripted.json) : scripted.text);
}

export function closeServer(server: {
  close(done: () => void): void;
  closeAllConnections(): void;
}): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
