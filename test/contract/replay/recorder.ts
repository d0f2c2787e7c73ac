import type { Simulator } from "../../../src/simulator/start-simulator";
import { field, isObject, type Exchange } from "./exchange";

export interface Sent {
  note?: string;
  /** A value is sent as JSON, a string as it is. */
  body?: unknown;
  /** The operator's when absent; null for none. */
  token?: string | null;
  headers?: Record<string, string>;
}

/** Makes a recording of a simulator in the way in which those of the real server were made (contract/api.md). */
export class Recorder {
  readonly exchanges: Exchange[] = [];
  private address = 2;

  constructor(
    readonly simulator: Simulator,
    private readonly operatorToken = simulator.issueToken(),
  ) {}

  /** Sends a request and records it. @returns the body of the answer. */
  async record(method: string, path: string, sent: Sent = {}): Promise<Record<string, unknown>> {
    const { body, token = this.operatorToken, headers = {}, note = "" } = sent;
    const { clock, url } = this.simulator;
    this.address += 1;
    const requestHeaders = {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(token !== null && { authorization: `Bearer ${token}` }),
      "x-real-ip": `127.2.${String(Math.floor(this.address / 250))}.${String((this.address % 250) + 1)}`,
      ...headers,
    };
    clock.advance(20);
    const sentAt = clock.now();
    const response = await fetch(url + path, {
      method,
      headers: requestHeaders,
      ...(body !== undefined && {
        body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
      }),
    });
    const text = await response.text();
    const ms = Math.max(10, clock.now() - sentAt + 5);
    const parsed: unknown = text === "" ? null : JSON.parse(text);
    this.exchanges.push({
      scenario: "round-trip",
      note,
      at: new Date(sentAt + ms).toISOString(),
      method,
      path,
      requestHeaders: redactHeader(requestHeaders),
      ...(body !== undefined && { requestBody: redact(body) }),
      status: response.status,
      responseHeaders: Object.fromEntries(response.headers),
      responseBody: redact(parsed),
      ms,
      line: this.exchanges.length + 1,
      sentAt,
    });
    return isObject(parsed) ? parsed : {};
  }

  /** Does something that the recording does not show; the address of a request goes by. */
  unrecorded<Result>(run: (simulator: Simulator) => Result): Result {
    this.address += 1;
    return run(this.simulator);
  }

  /** Logs in as an identity that is made a caller by steps which are not recorded. */
  async callerToken(
    identityId: string,
    settings: { accessTokenNumUsesLimit?: number } = {},
  ): Promise<string> {
    const { store, url } = this.simulator;
    this.address += 4;
    if (store.universalAuth(identityId) !== undefined) {
      store.detachUniversalAuth(identityId);
    }
    const { clientId } = store.attachUniversalAuth(identityId, settings);
    const response = await fetch(`${url}/api/v1/auth/universal-auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-real-ip": "127.3.0.1" },
      body: JSON.stringify({ clientId, clientSecret: store.addClientSecret(identityId) }),
    });
    return String(field(await response.json(), "accessToken"));
  }
}

function redactHeader(headers: Record<string, string>): Record<string, string> {
  const { authorization, ...others } = headers;
  return {
    ...others,
    ...(authorization !== undefined && { authorization: "Bearer REDACTED" }),
  };
}

function redact(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(redact);
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, item]) => [
          key,
          key === "accessToken" || key === "clientSecret" ? "REDACTED" : redact(item),
        ]),
      )
    : value;
}
