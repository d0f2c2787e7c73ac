/**
 * The body of a POST or PATCH. Absent members keep their value on a PATCH. Both TTLs belong into every PATCH: a lone one is compared with the
 * wrong value (contract/api.md 3, TTLs). Addresses are whole, such as `10.0.0.0/8`: a `prefix` beside them would be ignored.
 */
export interface UniversalAuthBody {
  readonly accessTokenTTL?: number;
  readonly accessTokenMaxTTL?: number;
  readonly accessTokenNumUsesLimit?: number;
  readonly accessTokenTrustedIps?: readonly { readonly ipAddress: string }[];
  readonly clientSecretTrustedIps?: readonly { readonly ipAddress: string }[];
  /** This and the members below are known to servers of 2026 only; older ones drop them. */
  readonly accessTokenPeriod?: number;
  readonly lockoutEnabled?: boolean;
  readonly lockoutThreshold?: number;
  readonly lockoutDurationSeconds?: number;
  readonly lockoutCounterResetSeconds?: number;
}
