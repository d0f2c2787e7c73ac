import type { ErrorCode } from "./error-code";

/** The peer broke a rule after which nothing that it sends can be understood any more: the connection ends. */
export class ConnectionError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
    this.name = "ConnectionError";
  }
}
