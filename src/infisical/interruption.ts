import { setMaxListeners } from "node:events";
import { InfisicalError } from "./infisical-error";

/**
 * Calls the listener when the signal is aborted, at once when it is already. Any number of calls may wait on one signal, as Terraform's resources all do.
 *
 * @returns what takes the listener away again
 */
export function whenStopped(signal: AbortSignal, listener: () => void): () => void {
  if (signal.aborted) {
    listener();
    return () => undefined;
  }
  setMaxListeners(0, signal);
  signal.addEventListener("abort", listener, { once: true });
  return () => signal.removeEventListener("abort", listener);
}

/** The promise, or an error of kind `stopped` as soon as the signal is aborted. */
export function untilStopped<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = whenStopped(signal, () => reject(InfisicalError.stopped()));
    promise.then(resolve, reject).finally(leave);
  });
}

/** Rejects with an error of kind `stopped` as soon as the signal is aborted. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const elapsed = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  return untilStopped(elapsed, signal).finally(() => clearTimeout(timer));
}
