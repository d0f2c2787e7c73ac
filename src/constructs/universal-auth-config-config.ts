import type { IResolvable, TerraformMetaArguments } from "cdktf";
import type { Seconds } from "./seconds";

/** Settings of a `UniversalAuthConfig`. */
export interface UniversalAuthConfigConfig extends TerraformMetaArguments {
  /** UUID of the machine identity. A change replaces the universal auth. */
  readonly identityId: string;
  /**
   * Time that an access token lives, in seconds or as a text such as "1h": 0 to 315360000 seconds.
   *
   * @default 2592000 (30 days), or the maximum where that is lower and not 0
   */
  readonly accessTokenTtl?: Seconds;
  /**
   * Time that an access token can live when it is renewed, in seconds or as a text such as "30d": 0 to 315360000 seconds; 0 means without
   * limit.
   *
   * @default 2592000 (30 days)
   */
  readonly accessTokenMaxTtl?: Seconds;
  /**
   * How often an access token can be used; 0 means without limit.
   *
   * @default 0
   */
  readonly accessTokenNumUsesLimit?: number;
  /**
   * Addresses and networks (CIDR) from which access tokens are accepted. Lists other than the default need a plan with IP allow-listing on
   * the server.
   *
   * @default any address
   */
  readonly accessTokenTrustedIps?: string[];
  /**
   * Addresses and networks (CIDR) from which client secrets are accepted at login. Lists other than the default need a plan with IP
   * allow-listing on the server.
   *
   * @default any address
   */
  readonly clientSecretTrustedIps?: string[];
  /**
   * Time for which a periodic access token can be renewed without end, in seconds or as a text such as "1h"; 0 means not periodic. Servers
   * before 2026 do not know it: null there, and an error when it is configured.
   *
   * @default 0
   */
  readonly accessTokenPeriod?: Seconds;
  /**
   * Whether failed logins lock the identity out for a while. Servers before 2026 do not know it: null there, and an error when it is
   * configured.
   *
   * @default true
   */
  readonly lockoutEnabled?: boolean | IResolvable;
  /**
   * Failed logins that lock the identity out, 1 to 30. Servers before 2026 do not know it: null there, and an error when it is configured.
   *
   * @default 3
   */
  readonly lockoutThreshold?: number;
  /**
   * Seconds that a lockout lasts, 30 to 86400. Servers before 2026 do not know it: null there, and an error when it is configured.
   *
   * @default 300
   */
  readonly lockoutDurationSeconds?: number;
  /**
   * Seconds after which failed logins are forgotten, 5 to 3600. Servers before 2026 do not know it: null there, and an error when it is
   * configured.
   *
   * @default 30
   */
  readonly lockoutCounterResetSeconds?: number;
  /**
   * Whether to take over a universal auth that is attached to the identity already instead of failing.
   *
   * @default false
   */
  readonly adoptExisting?: boolean | IResolvable;
  /**
   * Whether destroying or replacing this resource is refused.
   *
   * @default true for a universal auth that was imported or adopted, false for one that this resource attached
   */
  readonly deletionProtection?: boolean | IResolvable;
}
