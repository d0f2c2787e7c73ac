import http from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import type { Duplex } from "node:stream";
import tls from "node:tls";

/** A proxy that did not open the tunnel: nothing was sent to the server. */
export class ProxyRefusal extends Error {
  override readonly name = "ProxyRefusal";

  constructor(
    message: string,
    /** Of the error that kept the proxy from being reached. */
    readonly code?: string,
  ) {
    super(message);
  }
}

/**
 * Reaches https servers through a proxy with `CONNECT`, so that the proxy sees no URL, header or body. Tunnels are kept alive and used again,
 * and the server's certificate is verified exactly as on a direct connection.
 *
 * An agent of its own because the one inside axios opens a tunnel for every single request and sends a percent-encoded password undecoded.
 */
export class ProxyTunnelAgent extends https.Agent {
  readonly #proxy: URL;
  readonly #tls: https.AgentOptions;

  constructor(proxy: URL, options: https.AgentOptions) {
    super(options);
    this.#proxy = proxy;
    this.#tls = { secureContext: options.secureContext, rejectUnauthorized: options.rejectUnauthorized };
  }

  override createConnection(
    options: https.RequestOptions,
    callback: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    const fail = callback as (error: Error) => void;
    const { host, port } = options;
    const authority = `${String(host).includes(":") ? `[${host}]` : host}:${port}`;
    const connect = this.#connect(authority);
    connect.once("error", (error: NodeJS.ErrnoException) => {
      const unreachable = `The proxy ${this.#proxy.host} could not be reached: ${error.message}`;
      fail(error instanceof ProxyRefusal ? error : new ProxyRefusal(unreachable, error.code));
    });
    connect.once("response", (answer) => {
      connect.destroy();
      fail(this.#refusal(answer));
    });
    connect.once("connect", (answer, socket) => {
      if (answer.statusCode !== 200) {
        socket.destroy();
        fail(this.#refusal(answer));
        return;
      }
      socket.ref();
      callback(null, tls.connect({ ...(options as tls.ConnectionOptions), ...this.#tls, socket }));
    });
    connect.end();
  }

  #connect(authority: string): http.ClientRequest {
    const { protocol, hostname, port, username, password } = this.#proxy;
    const headers: http.OutgoingHttpHeaders = { host: authority };
    if (username !== "" || password !== "") {
      const pair = `${decoded(username)}:${decoded(password)}`;
      headers["proxy-authorization"] = `Basic ${Buffer.from(pair).toString("base64")}`;
    }
    const module = protocol === "https:" ? https : http;
    const host = hostname.replace(/^\[|\]$/g, "");
    const request = module.request({
      ...this.#tls,
      host,
      // Node would take it from the Host header, which names the server.
      servername: isIP(host) === 0 ? host : "",
      port: port || (protocol === "https:" ? 443 : 80),
      method: "CONNECT",
      path: authority,
      headers,
      agent: false,
      timeout: this.options.timeout,
    });
    // A tunnel that nobody waits for any more must not keep the process alive.
    request.once("socket", (socket) => socket.unref());
    return request.once("timeout", () =>
      request.destroy(new ProxyRefusal(`The proxy ${this.#proxy.host} did not answer.`, "ETIMEDOUT")),
    );
  }

  #refusal({ statusCode, statusMessage }: http.IncomingMessage): ProxyRefusal {
    const advice =
      statusCode === 407 ? " It wants a user name and password: write them into HTTPS_PROXY." : "";
    return new ProxyRefusal(
      `The proxy ${this.#proxy.host} refused to open a connection: ${statusCode} ${statusMessage}.${advice}`,
    );
  }
}

/** What is no percent-encoding is meant as it stands. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
