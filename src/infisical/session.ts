import { AccessToken, type TokenUse } from "./access-token";
import type { Credentials } from "./client-settings";
import { InfisicalError } from "./infisical-error";
import { SharedCall } from "./shared-call";

/** Exchanges client credentials for an access token. */
export type Login = (signal: AbortSignal) => Promise<AccessToken>;

/**
 * The access token of this process. There is one login for all concurrent calls; it is renewed before it expires, before its uses are spent as
 * soon as their number is known, and once after a refusal.
 */
export class Session {
  #token: AccessToken | undefined;
  #login: SharedCall<void> | undefined;
  /** The current token was fetched because the one before was refused. */
  #followsRefusal = false;
  /** Wrong credentials do not become right, and trying them again may lock the identity out. */
  #denied: InfisicalError | undefined;
  /** How often a token of these credentials may be used; learnt when one is used up. */
  #usesLimit: number | undefined;

  readonly #isGiven: boolean;

  constructor(
    credentials: Credentials,
    private readonly login: Login,
  ) {
    this.#isGiven = "token" in credentials;
    if ("token" in credentials) this.#token = AccessToken.given(credentials.token);
  }

  /** The identity of the current token; undefined before the first login. */
  get identityId(): string | undefined {
    return this.#token?.identityId;
  }

  /** Makes sure that there is a token. @throws InfisicalError of the login */
  async ensure(signal: AbortSignal): Promise<void> {
    if (this.#usable() === undefined) await this.#joinLogin(signal);
  }

  /**
   * Gives out a token for one request, to be told about with `settle`.
   *
   * @throws InfisicalError of the login
   */
  async token(signal: AbortSignal): Promise<AccessToken> {
    let token = this.#usable();
    // More than once when others that waited for the same login have spent its uses.
    while (token === undefined) {
      await this.#joinLogin(signal);
      token = this.#usable();
    }
    token.uses += 1;
    token.inFlight += 1;
    token.wasGiven = true;
    return token;
  }

  /** Tells how the server took a token that `token` gave out. */
  settle(token: AccessToken, use: TokenUse): void {
    token.inFlight -= 1;
    if (use === "accepted") token.proven = true;
    else if (use !== "lost") token.uses -= 1;
    if (use === "used up") token.exhausted = true;
    // Only now are all uses known that the server counted.
    if (token.exhausted && token.inFlight === 0) this.#usesLimit = Math.max(1, token.uses);
  }

  /**
   * Whether another token may be accepted where this one was refused. One that was fetched after a refusal, and never accepted since, shows
   * that a login does not help.
   */
  replace(refused: AccessToken): boolean {
    if (this.#isGiven) return false;
    if (this.#token !== refused) return true;
    if (this.#followsRefusal && !refused.proven && !refused.exhausted) return false;
    this.#token = undefined;
    this.#followsRefusal = true;
    return true;
  }

  #usable(): AccessToken | undefined {
    const token = this.#token;
    if (token === undefined || this.#isGiven) return token;
    const isSpent = token.exhausted || (this.#usesLimit !== undefined && token.uses >= this.#usesLimit);
    return token.isDue || isSpent ? undefined : token;
  }

  async #joinLogin(signal: AbortSignal): Promise<void> {
    if (this.#denied !== undefined) throw this.#denied;
    if (this.#login === undefined || this.#login.abandoned)
      this.#login = new SharedCall((stop) => this.#logIn(stop));
    const login = this.#login;
    try {
      await login.join(signal);
    } finally {
      if (this.#login === login) this.#login = undefined;
    }
  }

  async #logIn(signal: AbortSignal): Promise<void> {
    try {
      const token = await this.login(signal);
      if (this.#token !== undefined) this.#followsRefusal = false;
      this.#token = token;
    } catch (error) {
      if (error instanceof InfisicalError && error.kind === "unauthenticated") this.#denied = error;
      throw error;
    }
  }
}
