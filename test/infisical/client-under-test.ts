import type { ClientSettings } from "../../src/infisical/client-settings";
import { InfisicalClient } from "../../src/infisical/infisical-client";
import { InfisicalError } from "../../src/infisical/infisical-error";
import type { RequestLogFields } from "../../src/infisical/request-logger";

export interface LogLine {
  readonly level: "debug" | "info" | "warn";
  readonly message: string;
  readonly fields: RequestLogFields;
}

export class RecordedLog {
  readonly lines: LogLine[] = [];
  readonly debug = this.#record("debug");
  readonly info = this.#record("info");
  readonly warn = this.#record("warn");

  with(message: string): LogLine[] {
    return this.lines.filter((line) => line.message === message);
  }

  #record(level: LogLine["level"]) {
    return (message: string, fields: RequestLogFields = {}): void => {
      this.lines.push({ level, message, fields });
    };
  }
}

export const CLIENT_ID = "fd3ce97e-d138-49e4-835c-faab07e3172b";
export const CLIENT_SECRET = "a client secret that must never be seen";

export function clientFor(
  host: string,
  settings: Partial<ClientSettings> = {},
): { client: InfisicalClient; log: RecordedLog } {
  const log = new RecordedLog();
  const client = new InfisicalClient({
    host,
    credentials: { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET },
    requestTimeout: 10_000,
    maxRetries: 2,
    userAgent: "cdktf-infisical-access/0.0.0 terraform/1.11.4",
    logger: log,
    environment: {},
    ...settings,
  });
  return { client, log };
}

/** The signal of a caller who never stops. */
export const never = new AbortController().signal;

/** The error that a call ends with; an answer is a failure of the test. */
export async function errorOf(call: Promise<unknown>): Promise<InfisicalError> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof InfisicalError) return outcome;
  throw new Error(`expected an InfisicalError, got ${String(outcome)}`);
}
