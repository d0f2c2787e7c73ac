import type { Clock } from "../clock";
import type { Release } from "../release/release";
import type { Database } from "../state/database";
import type { Store } from "../state/store";
import type { TokenIssuer } from "./token-issuer";

/** What every route needs to know about the server that it belongs to. */
export interface ServerContext {
  readonly release: Release;
  readonly database: Database;
  readonly store: Store;
  readonly clock: Clock;
  readonly tokens: TokenIssuer;
  /** Whether the plan permits lists of trusted IPs (contract/api.md 3). */
  readonly ipAllowlisting: boolean;
}

/** Who makes a request. */
export interface Caller {
  readonly identityId: string;
}

/** Which counter a route has: none for those that are not limited (r04:1-2). */
export type RateLimitKind = "read" | "write" | "creation" | "none";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Defaults to "read" for GET and "write" for the others. */
    rateLimit?: RateLimitKind;
    /** A route that a request without a token may use; a token that is sent is checked all the same (u07:13). */
    public?: boolean;
    /** A route that steers the simulator: without token, log, faults and limits. */
    control?: boolean;
  }
  interface FastifyRequest {
    clientAddress: string;
    caller: Caller | null;
  }
}
