import { type UniversalAuthInput, validateUniversalAuth } from "../../src/access/validate-universal-auth";
import { formatPath } from "./format-path";

const wrong: { title: string; input: UniversalAuthInput; path: string; says: string[] }[] = [
  {
    title: "an identity id that is no UUID",
    input: { identityId: "bot" },
    path: "identity_id",
    says: ['"bot"'],
  },
  {
    title: "a TTL below 0",
    input: { accessTokenTtl: -1 },
    path: "access_token_ttl",
    says: ["-1", "from 0 to 315360000"],
  },
  {
    title: "a TTL that is not whole",
    input: { accessTokenTtl: 0.5 },
    path: "access_token_ttl",
    says: ["0.5", "whole number of seconds"],
  },
  {
    title: "a TTL above ten years",
    input: { accessTokenTtl: 315_360_001 },
    path: "access_token_ttl",
    says: ["315360001"],
  },
  {
    title: "a maximum below 0",
    input: { accessTokenMaxTtl: -1 },
    path: "access_token_max_ttl",
    says: ["-1"],
  },
  {
    title: "a maximum above ten years",
    input: { accessTokenMaxTtl: 10n ** 30n },
    path: "access_token_max_ttl",
    says: ["1000000000000000000000000000000"],
  },
  {
    title: "a number that no double holds",
    input: { accessTokenMaxTtl: "0.1000000000000000000001" },
    path: "access_token_max_ttl",
    says: ["0.1"],
  },
  {
    title: "a TTL above its maximum",
    input: { accessTokenTtl: 61, accessTokenMaxTtl: 60 },
    path: "access_token_ttl",
    says: ["61", "must not be above access_token_max_ttl, 60 seconds"],
  },
  {
    title: "a TTL above the default of its maximum",
    input: { accessTokenTtl: 2_592_001, accessTokenMaxTtl: null },
    path: "access_token_ttl",
    says: ["the default of access_token_max_ttl, 2592000 seconds"],
  },
  {
    title: "a use limit below 0",
    input: { accessTokenNumUsesLimit: -1 },
    path: "access_token_num_uses_limit",
    says: ["uses"],
  },
  {
    title: "a use limit that JSON can't hold",
    input: { accessTokenNumUsesLimit: 2n ** 53n },
    path: "access_token_num_uses_limit",
    says: ["9007199254740992"],
  },
  { title: "a period below 0", input: { accessTokenPeriod: -1 }, path: "access_token_period", says: ["-1"] },
  {
    title: "a lockout after no failure",
    input: { lockoutThreshold: 0 },
    path: "lockout_threshold",
    says: ["from 1 to 30"],
  },
  {
    title: "a lockout after 31 failures",
    input: { lockoutThreshold: 31 },
    path: "lockout_threshold",
    says: ["31"],
  },
  {
    title: "a lockout of 29 seconds",
    input: { lockoutDurationSeconds: 29 },
    path: "lockout_duration_seconds",
    says: ["from 30 to 86400"],
  },
  {
    title: "a reset after 3601 seconds",
    input: { lockoutCounterResetSeconds: 3601 },
    path: "lockout_counter_reset_seconds",
    says: ["from 5 to 3600"],
  },
  {
    title: "no trusted address",
    input: { accessTokenTrustedIps: [] },
    path: "access_token_trusted_ips",
    says: ["at least one"],
  },
  {
    title: "a trusted host name",
    input: { clientSecretTrustedIps: ["10.0.0.1", "host.example"] },
    path: "client_secret_trusted_ips",
    says: ['"host.example"', "neither an IPv4 or IPv6 address"],
  },
  {
    title: "junk behind a prefix",
    input: { accessTokenTrustedIps: ["10.0.0.0/8abc"] },
    path: "access_token_trusted_ips",
    says: ['"10.0.0.0/8abc"', "whole number from 0 to 32"],
  },
];

describe("a universal auth is refused before an apply, at the attribute that is wrong", () => {
  test.each(wrong)("$title", ({ input, path, says }) => {
    const problems = validateUniversalAuth(input);
    expect(problems.map((problem) => [problem.severity, formatPath(problem.path)])).toEqual([
      ["error", path],
    ]);
    for (const part of [path, ...says]) expect(problems[0]?.detail).toContain(part);
  });
});

const sound: { title: string; input: UniversalAuthInput }[] = [
  { title: "nothing known", input: {} },
  { title: "both TTLs 0, which some release takes", input: { accessTokenTtl: 0, accessTokenMaxTtl: 0 } },
  { title: "a TTL without a maximum", input: { accessTokenTtl: 315_360_000, accessTokenMaxTtl: 0 } },
  { title: "a TTL whose maximum is not known", input: { accessTokenTtl: 315_360_000 } },
  { title: "a maximum below the default TTL", input: { accessTokenTtl: null, accessTokenMaxTtl: 60 } },
  {
    title: "a TTL as long as the default of its maximum",
    input: { accessTokenTtl: 2_592_000, accessTokenMaxTtl: null },
  },
  { title: "the largest use limit", input: { accessTokenNumUsesLimit: Number.MAX_SAFE_INTEGER } },
  {
    title: "an unknown address",
    input: { accessTokenTrustedIps: [undefined, "::/0"], clientSecretTrustedIps: null },
  },
];

describe("a universal auth is not refused for", () => {
  test.each(sound)("$title", ({ input }) => {
    expect(validateUniversalAuth(input)).toEqual([]);
  });
});
