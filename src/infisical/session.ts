import { AccessToken, type TokenUse } from "./access-token";
import type { Credentials } from "./client-settings";
import { InfisicalError } from "./infisical-error";
import { sleep } from "./interruption";
import { SharedCall } from "./shared-call";

/** Milliseconds to wait at most for the answers to requests that are under way with a refused token. */
const SETTLING_TIME = 1000;

/** Exchanges client credentials for an access token. */
export type Login = (signal: AbortSignal) => Promise<AccessToken>;

/**
 * The access token of this process. There is one login for all concurrent calls; it is renewed before it expires, before its uses are spent as
 * soon as their number is known, and once after a refusal.
 */
export class Session {
  #token: AccessToken | undefined;
  #login: SharedCall<void> | undefined;
  /** The token before the current one, when that was fetched because of a refusal. */
  #refused: AccessToken | undefined;
  /** Wrong credentials do not become right, and trying them again may lock the identity out. */
  #denied: InfisicalError | undefined;
  /** How often a token of these credentials may be used; learnt when one is used up. */
  #usesLimit: number | undefined;
  #identityId: string | undefined;
  readonly #isGiven: boolean;

  constructor(
    credentials: Credentials,
    private readonly login: Login,
  ) {
    this.#isGiven = "token" in credentials;
    if (!("token" in credentials)) return;
    this.#token = AccessToken.given(credentials.token);
    this.#identityId = this.#token.identityId;
  }

  /** The identity of the token; undefined before the first login, and when the token does not say. */
  get identityId(): string | undefined {
    return this.#identityId;
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
    token.take();
    return token;
  }

  /** Tells how the server took a token that `token` gave out. */
  settle(token: AccessToken, use: TokenUse): void {
    const isIdle = token.giveBack(use);
    // Only now are all uses known that the server counted.
    if (token.exhausted && isIdle) this.#usesLimit = Math.max(1, token.uses);
  }

  /**
   * Whether another token may be accepted where this one was refused. One that was fetched after a refusal, and never accepted since, shows
   * that a login does not help.
   */
  replace(refused: AccessToken): boolean {
    if (this.#isGiven) return false;
    if (this.#token !== refused) return true;
    if (this.#refused !== undefined && !refused.proven && !refused.exhausted) return false;
    this.#token = undefined;
    this.#refused = refused;
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
    const login = this.#login === undefined || this.#login.abandoned ? this.#startLogin() : this.#login;
    await login.join(signal);
  }

  #startLogin(): SharedCall<void> {
    const login: SharedCall<void> = new SharedCall(async (stop) => {
      try {
        await this.#logIn(stop);
      } finally {
        if (this.#login === login) this.#login = undefined;
      }
    });
    this.#login = login;
    return login;
  }

  async #logIn(signal: AbortSignal): Promise<void> {
    try {
      if (this.#token !== undefined) this.#refused = undefined;
      // How often a token may be used shows when all answers to the last one are there.
      if (this.#refused) await Promise.race([this.#refused.idle(), sleep(SETTLING_TIME, signal)]);
      const token = await this.login(signal);
      this.#token = token;
      this.#identityId = token.identityId;
    } catch (error) {
      if (error instanceof InfisicalError && error.kind === "unauthenticated") this.#denied = error;
      throw error;
    }
  }
}
