const CONFIRMATION_TIME_LIMIT = 10_000;

/**
 * The signal for a LIST or GET that decides about a write whose answer was lost: it is made even when Terraform asked to stop, because state
 * must say what is there, but then it may take 10 s at most.
 */
export function confirmationSignal(stopped: AbortSignal): AbortSignal {
  return stopped.aborted ? AbortSignal.timeout(CONFIRMATION_TIME_LIMIT) : stopped;
}
