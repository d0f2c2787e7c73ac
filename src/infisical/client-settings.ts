import type { RequestLogger } from "./request-logger";

/** A given access token, or the universal auth client of a machine identity to log in with. */
export type Credentials =
  { readonly token: string } | { readonly clientId: string; readonly clientSecret: string };

export interface ClientSettings {
  /** As `parseHost` returns it: no trailing slash, a path prefix kept. */
  readonly host: string;
  readonly credentials: Credentials;
  /** Certificates in PEM form that are trusted beside the system's and those of `NODE_EXTRA_CA_CERTS`. */
  readonly caCertificate?: string | undefined;
  /** Milliseconds that one request may take from its first byte to the last byte of its answer. */
  readonly requestTimeout: number;
  /** How often a call is repeated that got no answer, or one that another attempt may change. */
  readonly maxRetries: number;
  /** Sent as `User-Agent`. */
  readonly userAgent: string;
  readonly logger: RequestLogger;
  /** Where proxies and extra certificates are looked up. `process.env` unless given. */
  readonly environment?: NodeJS.ProcessEnv;
}
