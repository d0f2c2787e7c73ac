/** One request that the server answered, or that a fault cut off. */
export interface LoggedRequest {
  /** Counts from 1. */
  sequence: number;
  /** By the server's clock, ISO 8601. */
  time: string;
  method: string;
  /** With the query. */
  path: string;
  /** Method and pattern, such as `GET /api/v1/additional-privilege/identity/:privilegeSlug`; `unknown` for a 404. */
  route: string;
  /** 0 when the connection was reset without an answer. */
  status: number;
  /** As it was sent, with every secret masked; undefined when there was none. */
  body?: unknown;
  /** What the fault plan did to it. */
  fault?: string;
}

const secretFields = new Set(["clientSecret", "accessToken"]);

/** A body without the secrets in it. */
export function maskSecrets(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(maskSecrets);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, secretFields.has(key) ? "***" : maskSecrets(item)]),
  );
}

/** The requests in the order in which they were answered. */
export class RequestLog {
  private readonly entries: LoggedRequest[] = [];
  private last = 0;

  add(entry: Omit<LoggedRequest, "sequence">): LoggedRequest {
    this.last += 1;
    const logged = { sequence: this.last, ...entry };
    this.entries.push(logged);
    return logged;
  }

  all(): LoggedRequest[] {
    return [...this.entries];
  }

  /** Those that came after one with that sequence number. */
  after(sequence: number): LoggedRequest[] {
    return this.entries.filter((entry) => entry.sequence > sequence);
  }

  get lastSequence(): number {
    return this.last;
  }

  /** Those that were not taken yet, oldest first. They leave the log. */
  take(): LoggedRequest[] {
    return this.entries.splice(0);
  }
}
