import fc from "fast-check";
import type { ReleaseName } from "../../src/simulator/release/release";
import type { TrustedIp, UniversalAuthRow } from "../../src/simulator/state/rows";
import type { ObjectValue, Value } from "../../src/terraform-plugin/value";

/** Networks, each in several spellings. */
const networks = {
  everything4: ["0.0.0.0/0", "10.1.2.3/0"],
  everything6: ["::/0", "0:0:0:0:0:0:0:0/0", "2001:db8::/0"],
  office: ["10.0.0.0/8", "10.99.0.1/8"],
  address: ["203.0.113.7", "203.0.113.7/32"],
  site: ["2001:db8::/32", "2001:0DB8::1/32"],
  host: ["2001:db8::1", "2001:DB8:0:0:0:0:0:1/128"],
} as const;
type NetworkName = keyof typeof networks;
const names = Object.keys(networks) as NetworkName[];

/** What a configuration declares of a universal auth; null is left out. */
export interface DesiredUniversalAuth {
  readonly numbers: ObjectValue;
  readonly accessTokenNetworks: readonly NetworkName[] | null;
  readonly clientSecretNetworks: readonly NetworkName[] | null;
}

const lifetimes = fc.constantFrom(
  { access_token_ttl: null, access_token_max_ttl: null },
  { access_token_ttl: 60, access_token_max_ttl: null },
  { access_token_ttl: null, access_token_max_ttl: 600 },
  { access_token_ttl: 600, access_token_max_ttl: 600 },
  { access_token_ttl: 2_592_000, access_token_max_ttl: 315_360_000 },
);

const networkList = fc.option(fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }));

export function desiredUniversalAuth(release: ReleaseName): fc.Arbitrary<DesiredUniversalAuth> {
  const newer = {
    access_token_period: fc.constantFrom(null, 0, 60),
    lockout_enabled: fc.constantFrom(null, true, false),
    lockout_threshold: fc.constantFrom(null, 3, 30),
    lockout_duration_seconds: fc.constantFrom(null, 300, 30),
    lockout_counter_reset_seconds: fc.constantFrom(null, 30, 5),
  };
  const uses = { access_token_num_uses_limit: fc.constantFrom(null, 0, 5) };
  const others: fc.Arbitrary<ObjectValue> = fc.record(release === "2026-08" ? { ...uses, ...newer } : uses);
  return fc.record({
    numbers: fc.tuple(lifetimes, others).map(([a, b]) => ({ ...a, ...b })),
    accessTokenNetworks: networkList,
    clientSecretNetworks: networkList,
  });
}

/** The attributes that declare it, in any spelling. */
export function configurationOf(desired: DesiredUniversalAuth): fc.Arbitrary<ObjectValue> {
  const spelled = (list: readonly NetworkName[] | null): fc.Arbitrary<Value> =>
    list === null
      ? fc.constant(null)
      : fc
          .tuple(...list.map((name) => fc.constantFrom<string>(...networks[name])))
          .chain((entries) => fc.shuffledSubarray(entries, { minLength: entries.length }));
  return fc
    .record({
      access_token_trusted_ips: spelled(desired.accessTokenNetworks),
      client_secret_trusted_ips: spelled(desired.clientSecretNetworks),
    })
    .map((lists) => ({ ...desired.numbers, ...lists }));
}

const storedNetworks = fc.array(
  fc.record<TrustedIp, "type" | "ipAddress">(
    {
      type: fc.constant("ipv4"),
      ipAddress: fc.constantFrom("0.0.0.0", "10.1.2.3", "203.0.113.7"),
      prefix: fc.constantFrom(0, 8, 32),
    },
    { requiredKeys: ["type", "ipAddress"] },
  ),
  { maxLength: 3 },
);

/** Whatever may become of a universal auth behind Terraform's back. */
export const changedUniversalAuth: fc.Arbitrary<Partial<UniversalAuthRow>> = fc.record(
  {
    accessTokenTTL: fc.constantFrom(0, 60, 9_000_000),
    accessTokenMaxTTL: fc.constantFrom(-1, 0, 60, 2_592_000),
    accessTokenNumUsesLimit: fc.constantFrom(0, 1),
    accessTokenTrustedIps: storedNetworks,
    clientSecretTrustedIps: storedNetworks,
    accessTokenPeriod: fc.constantFrom(0, 9),
    lockoutEnabled: fc.boolean(),
    lockoutThreshold: fc.constantFrom(1, 3),
    lockoutDurationSeconds: fc.constantFrom(300, 301),
    lockoutCounterResetSeconds: fc.constantFrom(30, 31),
  },
  { requiredKeys: [] },
);
