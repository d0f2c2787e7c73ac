import { AsyncLocalStorage } from "node:async_hooks";
import type { Logger } from "../logger";
import type { Call } from "./call";
import { describeError, diagnosticOf } from "./failure";
import type { Rpc } from "./rpc";

/**
 * Time that a call is left after an exception that nobody handled. It may still end by itself, and the result of a write must not be lost; or
 * it may wait for ever for what the exception ended.
 */
const graceAfterException = 10_000;

/** The call that the running code belongs to. One for the process: Node asks every one that ever was at each asynchronous step. */
const current = new AsyncLocalStorage<{ readonly call: Call; fail(error: unknown): void }>();

/** The calls that are being answered. */
export class RunningCalls {
  readonly #logger: Logger;
  readonly #grace: number;
  #count = 0;

  constructor(logger: Logger, grace = graceAfterException) {
    this.#logger = logger;
    this.#grace = grace;
  }

  get count(): number {
    return this.#count;
  }

  async answer(rpc: Rpc, request: Buffer, call: Call): Promise<Buffer> {
    this.#count += 1;
    try {
      return await new Promise<Buffer>((resolve) => {
        const fail = (error: unknown): void => {
          call.diagnostics.error(diagnosticOf(error, call));
          resolve(rpc.refuse(call));
        };
        current.run({ call, fail }, () => rpc.answer(request, call).then(resolve, fail));
      });
    } finally {
      this.#count -= 1;
    }
  }

  /** To be called by the process for an exception or rejection that nobody handled, while its asynchronous context is still there. */
  unhandled(error: unknown): void {
    const running = current.getStore();
    this.#logger.error("The provider did not handle an exception", {
      method: running?.call.method,
      error: describeError(error),
      stack: error instanceof Error ? error.stack : undefined,
    });
    if (running !== undefined) setTimeout(() => running.fail(error), this.#grace).unref();
  }
}
