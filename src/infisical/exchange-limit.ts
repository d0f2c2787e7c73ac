import { ExchangeFailure } from "./exchange-failure";
import { whenStopped } from "./interruption";

/** How long an exchange may take, in milliseconds. */
export interface TimeLimits {
  readonly timeout: number;
  /** That the answer to a request which was sent may still take when the caller's signal is aborted. */
  readonly grace: number;
}

/** Ends an exchange at its time limit, or when the caller stops: at once, or after the grace when the request is on its way. */
export class ExchangeLimit {
  readonly #controller = new AbortController();
  readonly #timers: NodeJS.Timeout[] = [];
  #end: "time" | "stop" | undefined;
  #sent = false;
  readonly #leave: () => void;

  constructor(
    private readonly request: TimeLimits,
    caller: AbortSignal,
  ) {
    this.#timers.push(setTimeout(() => this.#abort("time"), request.timeout));
    this.#leave = whenStopped(caller, () => this.#stop());
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
      whenStopped(this.signal, () => reject(new Error("aborted")));
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
    this.#leave();
  }

  #stop(): void {
    if (this.#sent && this.request.grace > 0) {
      this.#timers.push(setTimeout(() => this.#abort("stop"), this.request.grace));
    } else {
      this.#abort("stop");
    }
  }

  #abort(end: "time" | "stop"): void {
    this.#end ??= end;
    this.#controller.abort();
  }
}
