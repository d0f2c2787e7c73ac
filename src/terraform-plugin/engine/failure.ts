import type { DiagnosticContent } from "../diagnostic";
import { DiagnosticError } from "../diagnostic";
import { ValueError } from "../codec/value-error";
import type { Call } from "./call";

/** What the user is told when a call ended with an exception. */
export function diagnosticOf(error: unknown, call: Call): DiagnosticContent {
  if (error instanceof DiagnosticError) return error.content;
  return {
    summary: "Provider Bug",
    detail:
      `The provider failed unexpectedly in ${call.method}. This is a bug in ${call.provider.address} ${call.provider.version}: please report it ` +
      `together with the log that TF_LOG_PROVIDER=DEBUG shows.\n\n${describeError(error)}`,
    ...(error instanceof ValueError && error.path.length > 0 ? { attribute: error.path } : {}),
  };
}

/** Name and message of an error and of the causes behind it. */
export function describeError(error: unknown, causes = 5): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message, cause } = error;
  if (cause === undefined || causes === 0) return `${name}: ${message}`;
  return `${name}: ${message}\nCaused by: ${describeError(cause, causes - 1)}`;
}

/** Runs a step on what Terraform sent; its exceptions say that the message, not the provider, is at fault. */
export function readingRequest<T>(part: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof DiagnosticError) throw error;
    throw new DiagnosticError(
      {
        summary: "Malformed Request",
        detail: `The ${part} that the provider received can't be read: ${error instanceof Error ? error.message : String(error)}.`,
        ...(error instanceof ValueError && error.path.length > 0 ? { attribute: error.path } : {}),
      },
      { cause: error },
    );
  }
}
