import { parseNetwork } from "./network";
import { errorProblem, type Problem } from "./problem";
import { LONGEST_TTL } from "./token-ttl";
import { DEFAULT_TTL, universalAuthAttributes, type UniversalAuthConfig } from "./universal-auth";
import { validateIdentityId } from "./validate-privilege";

type NumberField = Exclude<
  keyof UniversalAuthConfig,
  "accessTokenTrustedIps" | "clientSecretTrustedIps" | "lockoutEnabled"
>;

/**
 * What is known of a universal auth before an apply, in Terraform's shape. What is unknown is left out, as an element undefined; null is known to be
 * absent, as an element to have no value. A number that is no JavaScript number is its decimal text.
 */
export type UniversalAuthInput = {
  readonly identityId?: string;
  readonly accessTokenTrustedIps?: readonly (string | null | undefined)[] | null;
  readonly clientSecretTrustedIps?: readonly (string | null | undefined)[] | null;
} & { readonly [Field in NumberField]?: number | bigint | string | null };

/**
 * The numbers that some release takes (behaviour.md 7; contract/api.md 3, TTLs, and B3). The use limit ends where a JSON number is exact, at 2^53 − 1
 * (u03:10).
 */
const limits: Readonly<Record<NumberField, { from: number; to: number; unit: string }>> = {
  accessTokenTtl: { from: 0, to: LONGEST_TTL, unit: "seconds" },
  accessTokenMaxTtl: { from: 0, to: LONGEST_TTL, unit: "seconds" },
  accessTokenNumUsesLimit: { from: 0, to: Number.MAX_SAFE_INTEGER, unit: "uses" },
  accessTokenPeriod: { from: 0, to: LONGEST_TTL, unit: "seconds" },
  lockoutThreshold: { from: 1, to: 30, unit: "failed logins" },
  lockoutDurationSeconds: { from: 30, to: 86_400, unit: "seconds" },
  lockoutCounterResetSeconds: { from: 5, to: 3_600, unit: "seconds" },
};

/** What is wrong with a universal auth as far as it is known, without asking a server. */
export function validateUniversalAuth(input: UniversalAuthInput): Problem[] {
  const numbers = (Object.keys(limits) as NumberField[]).flatMap((field) =>
    numberProblems(field, input[field]),
  );
  return [
    ...validateIdentityId(input.identityId),
    ...numbers,
    ...(numbers.length === 0 ? lifetimeProblems(input) : []),
    ...trustedIpsProblems("accessTokenTrustedIps", input.accessTokenTrustedIps),
    ...trustedIpsProblems("clientSecretTrustedIps", input.clientSecretTrustedIps),
  ];
}

function numberProblems(field: NumberField, value: UniversalAuthInput[NumberField]): Problem[] {
  if (value == null) return [];
  const { from, to, unit } = limits[field];
  const number = Number(value);
  if (Number.isInteger(number) && number >= from && number <= to) return [];
  return [
    errorProblem({
      path: [universalAuthAttributes[field]],
      summary: "Invalid Number",
      value: typeof value === "string" ? number : value,
      rule: `must be a whole number of ${unit} from ${from} to ${to}, which is what Infisical takes`,
      advice: "Write a number within these limits, or leave the attribute out for its default.",
    }),
  ];
}

function lifetimeProblems({ accessTokenTtl: ttl, accessTokenMaxTtl }: UniversalAuthInput): Problem[] {
  if (ttl == null || accessTokenMaxTtl === undefined) return [];
  const maximum = Number(accessTokenMaxTtl ?? DEFAULT_TTL);
  if (maximum === 0 || Number(ttl) <= maximum) return [];
  const origin = accessTokenMaxTtl === null ? "the default of access_token_max_ttl" : "access_token_max_ttl";
  return [
    errorProblem({
      path: ["access_token_ttl"],
      summary: "Token Lifetime Above Its Maximum",
      value: ttl,
      rule: `must not be above ${origin}, ${maximum} seconds`,
      advice: "Lower access_token_ttl or raise access_token_max_ttl.",
    }),
  ];
}

function trustedIpsProblems(
  field: "accessTokenTrustedIps" | "clientSecretTrustedIps",
  value: readonly (string | null | undefined)[] | null | undefined,
): Problem[] {
  if (value == null) return [];
  const path = [universalAuthAttributes[field]];
  if (value.length === 0) {
    const rule = "must hold at least one address or network, for the server refuses an empty list";
    const advice = 'Leave the attribute out for any address, or write a network such as "10.0.0.0/8".';
    return [errorProblem({ path, summary: "No Trusted Address", value, rule, advice })];
  }
  return value.flatMap((entry) => {
    if (entry === null) {
      const advice = "Remove that element, or give a value to the variable that it comes from.";
      return [
        errorProblem({ path, summary: "Missing Trusted Address", value, rule: "must not hold null", advice }),
      ];
    }
    const parsed = entry === undefined ? undefined : parseNetwork(entry);
    if (parsed === undefined || !("problem" in parsed)) return [];
    return [
      errorProblem({
        path,
        summary: "Invalid Trusted Address",
        value: entry,
        rule: `must hold addresses and networks, but one entry ${parsed.problem}`,
        advice: 'Write an address such as "203.0.113.7" or "2001:db8::1", or a network such as "10.0.0.0/8".',
      }),
    ];
  });
}
