import type http from "node:http";
import type { ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import type { Agent } from "node:http";
import { TLSSocket } from "node:tls";
import type { HttpMethod } from "./api-call";
import { connectionAgent } from "./connection-agent";
import { ExchangeFailure } from "./exchange-failure";
import { explainFailure } from "./explain-failure";

export interface HttpRequest {
  readonly method: HttpMethod;
  /** Below the host, beginning with a slash. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds for the whole exchange. */
  readonly timeout: number;
  /** Milliseconds that the answer to a request that was sent may still take when the caller's signal is aborted. */
  readonly grace: number;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** 125 privileges are 56 kB (contract/api.md 2): far more than any list, far less than what would hurt. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

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
    const { default: axios } = await import("axios");
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
          transport: await this.#observed(limit),
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
  async #observed(limit: ExchangeLimit): Promise<{ request: typeof http.request }> {
    const module = this.#host.protocol === "https:" ? await import("node:https") : await import("node:http");
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
    return { request: request as typeof http.request };
  }
}

/** Ends an exchange at its time limit, or when the caller stops: at once, or after the grace when the request is on its way. */
class ExchangeLimit {
  readonly #controller = new AbortController();
  readonly #timers: NodeJS.Timeout[] = [];
  #end: "time" | "stop" | undefined;
  #sent = false;

  constructor(
    private readonly request: HttpRequest,
    private readonly caller: AbortSignal,
  ) {
    this.#timers.push(setTimeout(() => this.#abort("time"), request.timeout));
    caller.addEventListener("abort", this.#onStop);
    if (caller.aborted) this.#onStop();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get sent(): boolean {
    return this.#sent;
  }

  markSent(): void {
    this.#sent = true;
  }

  /** The answer, or a rejection as soon as the limit is reached, whatever the library still waits for. */
  watch<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const abort = () => reject(new Error("aborted"));
      if (this.signal.aborted) abort();
      this.signal.addEventListener("abort", abort, { once: true });
      answer.then(resolve, reject);
    });
  }

  /** Why the limit ended the exchange; undefined when something else did. */
  failure(host: string): ExchangeFailure | undefined {
    if (this.#end === "stop") return new ExchangeFailure("stopped", "Stopped.", this.#sent, false);
    if (this.#end !== "time") return undefined;
    const limit = `within ${this.request.timeout / 1000} s`;
    return this.#sent
      ? new ExchangeFailure("no-answer", `${host} gave no answer ${limit}.`, true, true)
      : new ExchangeFailure("unreachable", `Could not connect to ${host} ${limit}.`, false, true);
  }

  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.caller.removeEventListener("abort", this.#onStop);
  }

  readonly #onStop = (): void => {
    if (this.#sent && this.request.grace > 0) {
      this.#timers.push(setTimeout(() => this.#abort("stop"), this.request.grace));
    } else {
      this.#abort("stop");
    }
  };

  #abort(end: "time" | "stop"): void {
    this.#end ??= end;
    this.#controller.abort();
  }
}
