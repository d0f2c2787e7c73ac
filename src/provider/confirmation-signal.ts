import { whenStopped } from "../infisical/interruption";

/** Milliseconds. */
const CONFIRMATION_TIME_LIMIT = 10_000;

/**
 * The signal for a LIST or GET that decides about a write whose answer was lost. Because the state must say what is there, it is begun and goes on
 * when Terraform asks to stop, but then it may take 10 s at most.
 */
export function confirmationSignal(stopped: AbortSignal): AbortSignal {
  const limit = new AbortController();
  whenStopped(stopped, () => setTimeout(() => limit.abort(), CONFIRMATION_TIME_LIMIT).unref());
  return limit.signal;
}
