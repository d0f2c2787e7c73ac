/** How the server took a token: `lost` is sent without an answer, `used up` a refusal because no use of it was left. */
export type TokenUse = "accepted" | "refused" | "used up" | "lost" | "unsent";

/** An access token and what is known of its life. Times are `performance.now()`. */
export class AccessToken {
  /** The server has accepted it at least once. */
  proven = false;
  /** The server said that its uses are spent. */
  exhausted = false;
  /** Requests that were sent with it, less those that it was refused for. */
  uses = 0;
  #inFlight = 0;
  #idle: (() => void)[] = [];
  /** It was given out: one that takes longer to fetch than it lives is still good for an attempt. */
  wasGiven = false;
  readonly #value: string;

  constructor(
    value: string,
    /** When it should be replaced, before it expires; undefined while that is not known. */
    private readonly renewAt: number | undefined,
  ) {
    this.#value = value;
  }

  /** One that the user gave; a line break at its end comes with many a file or variable. */
  static given(value: string): AccessToken {
    return new AccessToken(value.trim(), undefined);
  }

  /**
   * @param seconds `expiresIn` and `accessTokenMaxTTL` of the login's answer. 0 is no limit of its own, and a negative maximum is a token that
   *   is expired already, which no renewal helps (contract/api.md 3)
   */
  static fromLogin(value: string, requestedAt: number, seconds: readonly (number | null)[]): AccessToken {
    const limits = seconds.filter((limit) => limit !== null && limit > 0) as number[];
    if (limits.length === 0) return new AccessToken(value, undefined);
    const life = Math.min(...limits) * 1000;
    return new AccessToken(value, requestedAt + Math.max(life * 0.8, life - 30_000));
  }

  /** Counts a request that goes out with it. */
  take(): void {
    this.uses += 1;
    this.#inFlight += 1;
    this.wasGiven = true;
  }

  /** @returns whether it was the last request under way */
  giveBack(use: TokenUse): boolean {
    this.#inFlight -= 1;
    if (use === "accepted") this.proven = true;
    else if (use !== "lost") this.uses -= 1;
    if (use === "used up") this.exhausted = true;
    if (this.#inFlight > 0) return false;
    for (const resolve of this.#idle.splice(0)) resolve();
    return true;
  }

  /** Resolves when no request is under way with it. */
  idle(): Promise<void> {
    return this.#inFlight === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  get authorization(): string {
    return `Bearer ${this.#value}`;
  }

  get isDue(): boolean {
    return this.wasGiven && this.renewAt !== undefined && performance.now() >= this.renewAt;
  }

  /** The identity that the token was issued to, from its payload; undefined for tokens of another kind. */
  get identityId(): string | undefined {
    try {
      const payload: unknown = JSON.parse(
        Buffer.from(this.#value.split(".")[1] ?? "", "base64url").toString("utf8"),
      );
      const identityId = (payload as { identityId?: unknown } | null)?.identityId;
      return typeof identityId === "string" ? identityId : undefined;
    } catch {
      return undefined;
    }
  }
}
