import http, { type Agent, type ClientRequest, type IncomingMessage, type RequestOptions } from "node:http";
import https from "node:https";
import { TLSSocket } from "node:tls";
import type { HttpMethod } from "./api-call";
import { connectionAgent } from "./connection-agent";
import { ExchangeFailure } from "./exchange-failure";
import { ExchangeLimit, type TimeLimits } from "./exchange-limit";
import { explainFailure } from "./explain-failure";

export interface HttpRequest extends TimeLimits {
  readonly method: HttpMethod;
  /** Below the host, beginning with a slash. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** What axios sends requests with. */
interface ObservedModule {
  request(options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest;
}

/** 125 privileges are 56 kB (contract/api.md 2): far more than any list, far less than what would hurt. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

const loadAxios = async () => (await import("axios")).default;
/** Loaded with the first request: processes that send none start without it. */
let loadingAxios: ReturnType<typeof loadAxios> | undefined;

/** One HTTP exchange with the server: never follows a redirect, never takes longer than its time, never leaves verification out. */
export class Transport {
  readonly #host: URL;
  #agent: Agent | undefined;

  constructor(
    private readonly settings: {
      readonly host: string;
      readonly caCertificate: string | undefined;
      readonly environment: NodeJS.ProcessEnv;
    },
  ) {
    this.#host = new URL(settings.host);
  }

  /** @throws ExchangeFailure */
  async exchange(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const axios = await (loadingAxios ??= loadAxios());
    const agent = this.#connectionAgent();
    const limit = new ExchangeLimit(request, signal);
    try {
      const answer = await limit.watch(
        axios.request<string>({
          url: this.settings.host + request.path,
          method: request.method,
          headers: { ...request.headers },
          ...(request.body !== undefined && { data: request.body }),
          signal: limit.signal,
          // Both are the same agent: which of them axios takes follows from the URL.
          httpAgent: agent,
          httpsAgent: agent,
          // The agent knows the proxy.
          proxy: false,
          maxRedirects: 0,
          maxContentLength: MAX_ANSWER_BYTES,
          responseType: "text",
          transformRequest: [(data: unknown) => data],
          transformResponse: [(data: unknown) => data],
          validateStatus: () => true,
          adapter: "http",
          transport: this.#observed(limit),
        }),
      );
      return {
        status: answer.status,
        headers: Object.fromEntries(
          Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
        ),
        text: answer.data,
      };
    } catch (thrown) {
      throw limit.failure(this.#host.host) ?? explainFailure(thrown, this.#host.host, limit.sent);
    } finally {
      limit.end();
    }
  }

  /** Closes the connections that are kept for later requests. */
  close(): void {
    this.#agent?.destroy();
    this.#agent = undefined;
  }

  #connectionAgent(): Agent {
    try {
      this.#agent ??= connectionAgent(this.#host, this.settings.caCertificate, this.settings.environment);
    } catch (error) {
      throw new ExchangeFailure(
        "unreachable",
        `Could not connect to ${this.#host.host}: ${(error as Error).message}`,
        false,
        false,
      );
    }
    return this.#agent;
  }

  /** Node's own request function, which tells the limit when there is a connection that the request can go out on. */
  #observed(limit: ExchangeLimit): ObservedModule {
    const module = this.#host.protocol === "https:" ? https : http;
    const request = (options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest => {
      const clientRequest = module.request(options, onAnswer);
      clientRequest.once("socket", (socket) => {
        const secured = socket instanceof TLSSocket;
        if (socket.connecting || (secured && !socket.authorized)) {
          socket.once(secured ? "secureConnect" : "connect", () => limit.markSent());
        } else {
          limit.markSent();
        }
      });
      return clientRequest;
    };
    return { request };
  }
}
