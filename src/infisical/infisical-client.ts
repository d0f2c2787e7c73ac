import type { ClientSettings } from "./client-settings";
import { universalAuthLogin } from "./login";
import { isLoopback } from "./loopback";
import { PrivilegeEndpoints } from "./privilege-endpoints";
import { Requests, type RequestSettings } from "./requests";
import { Secrets } from "./secrets";
import { Session } from "./session";
import { Transport } from "./transport";
import { UniversalAuthEndpoints } from "./universal-auth-endpoints";

/**
 * A client of one Infisical server for one process: the calls share one login, one pool of connections and one view of the server's rate limit.
 * It works on every release without being told which, and never prints a credential.
 */
export class InfisicalClient {
  readonly privileges: PrivilegeEndpoints;
  readonly universalAuth: UniversalAuthEndpoints;
  readonly host: string;
  /** Milliseconds that one request may take. */
  readonly requestTimeout: number;
  readonly #transport: Transport;
  readonly #session: Session;

  constructor(settings: ClientSettings) {
    const { credentials, caCertificate, environment = process.env } = settings;
    const secrets = new Secrets();
    secrets.add("token" in credentials ? credentials.token.trim() : credentials.clientSecret);
    this.host = settings.host;
    this.requestTimeout = settings.requestTimeout;
    this.#transport = new Transport({ host: settings.host, caCertificate, environment });
    const requests = new Requests(requestSettings(settings), this.#transport, secrets);
    this.#session = new Session(credentials, universalAuthLogin(credentials, requests, secrets));
    this.privileges = new PrivilegeEndpoints(requests, this.#session);
    this.universalAuth = new UniversalAuthEndpoints(requests, this.#session);
  }

  /**
   * Logs in, unless that was done or a token was given. Calls do it by themselves; this is for telling early.
   *
   * @throws InfisicalError
   */
  async login(signal: AbortSignal): Promise<void> {
    await this.#session.ensure(signal);
  }

  /** The identity that the token was issued to; undefined when the token does not say. Logs in if there was no login yet. */
  async callerIdentityId(signal: AbortSignal = new AbortController().signal): Promise<string | undefined> {
    if (this.#session.identityId === undefined) await this.login(signal);
    return this.#session.identityId;
  }

  /** The addresses that the server sees this process come from, where that is certain: on loopback. */
  get ownAddresses(): readonly string[] {
    const { hostname } = new URL(this.host);
    if (!isLoopback(hostname)) return [];
    if (hostname === "localhost") return ["127.0.0.1", "::1"];
    return hostname === "[::1]" ? ["::1"] : ["127.0.0.1"];
  }

  /** Closes idle connections. */
  close(): void {
    this.#transport.close();
  }
}

/** Without the credentials: what is printed of an object that holds these settings must not show them. */
function requestSettings({
  host,
  requestTimeout,
  maxRetries,
  userAgent,
  logger,
}: ClientSettings): RequestSettings {
  return { host, requestTimeout, maxRetries, userAgent, logger };
}
