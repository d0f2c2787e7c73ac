import { ANY_ADDRESS } from "./trusted-ip";

/** How an identity logs in with universal auth, and what its tokens may do. */
export interface UniversalAuthConfig {
  /** Seconds; 0 means that only the maximum ends a token (contract/api.md 3, u07:24). */
  readonly accessTokenTtl: number;
  /** Seconds; 0 means no maximum (contract/api.md B3). */
  readonly accessTokenMaxTtl: number;
  /** 0 means any number of uses. */
  readonly accessTokenNumUsesLimit: number;
  readonly accessTokenTrustedIps: readonly string[];
  readonly clientSecretTrustedIps: readonly string[];
  /** Seconds; 0 means that tokens are not periodic. This and the fields below are null on a server of 2024, which has none of them. */
  readonly accessTokenPeriod: number | null;
  readonly lockoutEnabled: boolean | null;
  /** Failed logins. */
  readonly lockoutThreshold: number | null;
  /** Seconds. */
  readonly lockoutDurationSeconds: number | null;
  /** Seconds. */
  readonly lockoutCounterResetSeconds: number | null;
}

/** Thirty days, the default of both times to live, in seconds. */
export const DEFAULT_TTL = 2_592_000;

/**
 * What every attribute is when a configuration leaves it out (design.md; contract/api.md 3 and B3).
 *
 * @param accessTokenMaxTtl the maximum that is configured, in seconds: the default of `accessTokenTtl` is never above it, unless it is 0
 */
export function universalAuthDefaults(accessTokenMaxTtl = DEFAULT_TTL): UniversalAuthConfig {
  return {
    accessTokenTtl: accessTokenMaxTtl === 0 ? DEFAULT_TTL : Math.min(DEFAULT_TTL, accessTokenMaxTtl),
    accessTokenMaxTtl: DEFAULT_TTL,
    accessTokenNumUsesLimit: 0,
    accessTokenTrustedIps: ANY_ADDRESS,
    clientSecretTrustedIps: ANY_ADDRESS,
    accessTokenPeriod: 0,
    lockoutEnabled: true,
    lockoutThreshold: 3,
    lockoutDurationSeconds: 300,
    lockoutCounterResetSeconds: 30,
  };
}

/** What a configuration says of a universal auth. What is null or absent is left to its default. */
export type DeclaredUniversalAuth = {
  readonly [Field in keyof UniversalAuthConfig]?: UniversalAuthConfig[Field] | null;
};

/** A declaration with the default for everything that it leaves out. */
export function completeUniversalAuth(declared: DeclaredUniversalAuth): UniversalAuthConfig {
  const written = Object.entries(declared).filter(([, value]) => value != null);
  return {
    ...universalAuthDefaults(declared.accessTokenMaxTtl ?? undefined),
    ...Object.fromEntries(written),
  };
}

/** The attribute of the resource `infisicalaccess_universal_auth_config` for each field. */
export const universalAuthAttributes: Readonly<Record<keyof UniversalAuthConfig, string>> = {
  accessTokenTtl: "access_token_ttl",
  accessTokenMaxTtl: "access_token_max_ttl",
  accessTokenNumUsesLimit: "access_token_num_uses_limit",
  accessTokenTrustedIps: "access_token_trusted_ips",
  clientSecretTrustedIps: "client_secret_trusted_ips",
  accessTokenPeriod: "access_token_period",
  lockoutEnabled: "lockout_enabled",
  lockoutThreshold: "lockout_threshold",
  lockoutDurationSeconds: "lockout_duration_seconds",
  lockoutCounterResetSeconds: "lockout_counter_reset_seconds",
};

export const universalAuthFields = Object.keys(
  universalAuthAttributes,
) as readonly (keyof UniversalAuthConfig)[];
