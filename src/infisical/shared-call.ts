import { untilStopped } from "./interruption";

/**
 * One call whose answer several callers wait for. A caller whose signal is aborted leaves; the call itself is stopped when the last one has left.
 */
export class SharedCall<T> {
  readonly #stop = new AbortController();
  readonly #answer: Promise<T>;
  #settled = false;
  #waiting = 0;

  constructor(start: (signal: AbortSignal) => Promise<T>) {
    this.#answer = start(this.#stop.signal);
    const settle = () => {
      this.#settled = true;
    };
    this.#answer.then(settle, settle);
  }

  /** All callers left before there was an answer: nobody can join any more. */
  get abandoned(): boolean {
    return this.#stop.signal.aborted;
  }

  async join(signal: AbortSignal): Promise<T> {
    if (this.#settled && !signal.aborted) return this.#answer;
    this.#waiting += 1;
    try {
      return await untilStopped(this.#answer, signal);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0 && !this.#settled) this.#stop.abort();
    }
  }
}
