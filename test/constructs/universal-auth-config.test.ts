import { Fn, TerraformLocal, type TerraformStack, TerraformVariable } from "cdktf";
import { UniversalAuthConfig, type UniversalAuthConfigConfig } from "../../src/constructs";
import { IDENTITY, OTHER_IDENTITY, outputs, synthesised } from "./synthesise";

type Define = (stack: TerraformStack) => unknown;

function auth(config: Partial<UniversalAuthConfigConfig> = {}): Define {
  return (stack) => new UniversalAuthConfig(stack, "login", { identityId: IDENTITY, ...config });
}

function attributes(define: Define): Record<string, unknown> {
  return synthesised(define).resource.infisicalaccess_universal_auth_config?.login ?? {};
}

describe("what a universal auth becomes", () => {
  test("what is left out stays out, for the provider knows the defaults", () => {
    expect(attributes(auth())).toEqual({ identity_id: IDENTITY });
  });

  test("everything that can be written", () => {
    expect(
      attributes(
        auth({
          accessTokenTtl: "90m",
          accessTokenMaxTtl: 86_400,
          accessTokenNumUsesLimit: 10,
          accessTokenTrustedIps: ["10.0.0.0/8"],
          clientSecretTrustedIps: ["203.0.113.7", "2001:db8::/32"],
          accessTokenPeriod: "7d",
          lockoutEnabled: false,
          lockoutThreshold: 5,
          lockoutDurationSeconds: 600,
          lockoutCounterResetSeconds: 60,
          adoptExisting: true,
          deletionProtection: true,
        }),
      ),
    ).toEqual({
      identity_id: IDENTITY,
      access_token_ttl: 5_400,
      access_token_max_ttl: 86_400,
      access_token_num_uses_limit: 10,
      access_token_trusted_ips: ["10.0.0.0/8"],
      client_secret_trusted_ips: ["203.0.113.7", "2001:db8::/32"],
      access_token_period: 604_800,
      lockout_enabled: false,
      lockout_threshold: 5,
      lockout_duration_seconds: 600,
      lockout_counter_reset_seconds: 60,
      adopt_existing: true,
      deletion_protection: true,
    });
  });

  test("a reset leaves the attribute to its default", () => {
    const define: Define = (stack) => {
      const login = new UniversalAuthConfig(stack, "login", { identityId: IDENTITY, accessTokenTtl: 60 });
      login.accessTokenNumUsesLimit = 3;
      login.resetAccessTokenTtl();
    };
    expect(attributes(define)).toEqual({ identity_id: IDENTITY, access_token_num_uses_limit: 3 });
  });

  test("tokens pass unread, each kind", () => {
    const define: Define = (stack) => {
      const seconds = new TerraformVariable(stack, "seconds", { type: "number" });
      const flag = new TerraformVariable(stack, "flag", { type: "bool" });
      const networks = new TerraformLocal(stack, "networks", ["10.0.0.0/8"]);
      auth({
        identityId: Fn.lower("X"),
        accessTokenTtl: seconds.numberValue,
        accessTokenMaxTtl: seconds.stringValue,
        accessTokenNumUsesLimit: seconds.numberValue,
        accessTokenTrustedIps: networks.asList,
        clientSecretTrustedIps: ["10.0.0.0/8", Fn.cidrsubnet("10.0.0.0/8", 8, 1)],
        lockoutEnabled: flag.booleanValue,
        deletionProtection: flag.booleanValue,
      })(stack);
    };
    expect(attributes(define)).toEqual({
      identity_id: '${lower("X")}',
      access_token_ttl: "${var.seconds}",
      access_token_max_ttl: "${var.seconds}",
      access_token_num_uses_limit: "${var.seconds}",
      access_token_trusted_ips: "${local.networks}",
      client_secret_trusted_ips: ["10.0.0.0/8", '${cidrsubnet("10.0.0.0/8", 8, 1)}'],
      lockout_enabled: "${var.flag}",
      deletion_protection: "${var.flag}",
    });
  });

  test("its getters are references to Terraform's attributes", () => {
    const address = "infisicalaccess_universal_auth_config.login";
    expect(
      outputs((stack) => {
        const { id, clientId, accessTokenTtl, accessTokenTrustedIps, lockoutEnabled } =
          new UniversalAuthConfig(stack, "login", { identityId: IDENTITY });
        return { id, clientId, accessTokenTtl, accessTokenTrustedIps, lockoutEnabled };
      }),
    ).toEqual({
      id: `\${${address}.id}`,
      clientId: `\${${address}.client_id}`,
      accessTokenTtl: `\${${address}.access_token_ttl}`,
      accessTokenTrustedIps: `\${tolist(${address}.access_token_trusted_ips)}`,
      lockoutEnabled: `\${${address}.lockout_enabled}`,
    });
  });
});

describe("what is refused at synth, with the path of the construct", () => {
  test.each<[string, Partial<UniversalAuthConfigConfig>, string]>([
    ["an identity that is no UUID", { identityId: "checkout-api" }, "identity_id must be a UUID"],
    [
      "a bare number as text",
      { accessTokenTtl: "3600" },
      "access_token_ttl must have a unit when it is a text",
    ],
    [
      "a span that is none",
      { accessTokenMaxTtl: "soon" },
      'access_token_max_ttl must be a number of seconds, or a text of one number and one unit such as "90s", "30m", "1h", "7d"; the value received is "soon"',
    ],
    [
      "a span above ten years",
      { accessTokenPeriod: "11y" },
      "access_token_period must be a whole number of seconds from 0 to 315360000",
    ],
    [
      "a lifetime above its maximum",
      { accessTokenTtl: "2h", accessTokenMaxTtl: "1h" },
      "access_token_ttl must not be above access_token_max_ttl, 3600 seconds",
    ],
    [
      "a lifetime above the default maximum",
      { accessTokenTtl: "60d" },
      "access_token_ttl must not be above the default of access_token_max_ttl",
    ],
    [
      "no network",
      { accessTokenTrustedIps: [] },
      "access_token_trusted_ips must hold at least one address or network",
    ],
    [
      "a network with junk behind its prefix",
      { clientSecretTrustedIps: ["10.0.0.0/8abc"] },
      'client_secret_trusted_ips must hold addresses and networks, but one entry has the prefix length "8abc"',
    ],
    [
      "half a use",
      { accessTokenNumUsesLimit: 0.5 },
      "access_token_num_uses_limit must be a whole number of uses",
    ],
    [
      "a lockout of a second",
      { lockoutDurationSeconds: 1 },
      "lockout_duration_seconds must be a whole number of seconds from 30 to 86400",
    ],
  ])("%s", (_, config, message) => {
    expect(() => synthesised(auth(config))).toThrow(/^Validation failed[^]*\[access\/login\] /);
    expect(() => synthesised(auth(config))).toThrow(message);
  });

  test("not a null, which JavaScript lets through: it is left out", () => {
    const config: object = { accessTokenTtl: null };
    expect(attributes(auth(config))).toMatchObject({ access_token_ttl: null });
  });

  test("a misspelled setting, without which tokens would be accepted from any address", () => {
    const config: object = { accessTokenTrustedIp: ["10.0.0.0/8"] };
    expect(() => synthesised(auth(config))).toThrow(
      '[access/login] Unknown Setting: accessTokenTrustedIp is no setting, and would be left out. Did you mean "accessTokenTrustedIps"?',
    );
  });
});

describe("universal auths of one identity", () => {
  const OTHER = { identityId: OTHER_IDENTITY };
  const two = (first: Partial<UniversalAuthConfigConfig>, second: Partial<UniversalAuthConfigConfig>) => () =>
    synthesised((stack) => {
      new UniversalAuthConfig(stack, "one", { identityId: IDENTITY, ...first });
      new UniversalAuthConfig(stack, "two", { identityId: IDENTITY, ...second });
    });

  test.each<[string, Partial<UniversalAuthConfigConfig>]>([
    ["as it is", {}],
    ["in upper case", { identityId: IDENTITY.toUpperCase() }],
  ])("are an error: the identity %s", (_, second) => {
    expect(two({}, second)).toThrow(
      /access\/one and access\/two both declare the universal auth of identity 11c6f0de/,
    );
  });

  test.each<[string, Partial<UniversalAuthConfigConfig>, Partial<UniversalAuthConfigConfig>]>([
    ["another identity", {}, OTHER],
    ["copies, of which there may be none", { count: 0 }, { count: 1 }],
  ])("are none where there is %s", (_, first, second) => {
    expect(two(first, second)).not.toThrow();
  });
});
