/**
 * Why an exchange ended without an answer.
 * `unreachable`: nothing was sent. `no-answer`: something was. `unusable`: what came back is no HTTP, broken or too large. `stopped`: by the signal.
 */
export type ExchangeFailureKind = "unreachable" | "no-answer" | "unusable" | "stopped";

/** An exchange without an answer. Holds neither request nor response: both carry credentials. */
export class ExchangeFailure extends Error {
  override readonly name = "ExchangeFailure";

  constructor(
    readonly kind: ExchangeFailureKind,
    message: string,
    /** Whether the server may have seen the request. */
    readonly sent: boolean,
    /** Whether the same request may succeed a little later. */
    readonly temporary: boolean,
  ) {
    super(message);
  }
}
