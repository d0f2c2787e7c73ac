import { type Difference, type Privilege, privilegeDrift, universalAuthDrift } from "../../src/access/drift";
import type { PermissionRule } from "../../src/access/permission-rule";
import { rulesFromAnswer } from "../../src/access/rules-from-answer";
import { trustedIpFromAnswer } from "../../src/access/trusted-ip";
import { universalAuthDefaults, type UniversalAuthConfig } from "../../src/access/universal-auth";
import { formatPath } from "./format-path";
import { permissionDifferences } from "./tables/permission-differences";
import { permissionRespellings } from "./tables/permission-respellings";
import type { PermissionRow } from "./tables/permission-row";
import { trustedIpDifferences, trustedIpRespellings } from "./tables/trusted-ip-rows";
import { windowDifferences, windowRespellings } from "./tables/window-rows";

const privilege: Privilege = {
  identityId: "78e59e24-a17b-4a93-8700-6f60a7f332fd",
  projectSlug: "alpha",
  slug: "read-prod",
  rules: [],
  window: null,
};

function declaredRules({ declared }: PermissionRow): PermissionRule[] {
  return declared.map(({ conditions = null, inverted = false, ...rule }) => ({
    ...rule,
    conditions,
    inverted,
  }));
}

function paths(differences: readonly Difference[]): string[] {
  return differences.map(({ attribute }) => formatPath(attribute)).sort();
}

describe("permissions that are only spelled differently are no drift", () => {
  test.each(permissionRespellings)("$title", (row) => {
    const answer = { ...privilege, rules: rulesFromAnswer(row.server) };
    expect(privilegeDrift({ ...privilege, rules: declaredRules(row) }, answer)).toEqual([]);
  });
});

describe("permissions that mean something else are drift, at the attribute that differs and no other", () => {
  test.each(permissionDifferences)("$title", (row) => {
    const answer = { ...privilege, rules: rulesFromAnswer(row.server) };
    const differences = privilegeDrift({ ...privilege, rules: declaredRules(row) }, answer);
    expect(paths(differences)).toEqual([...row.drift].sort());
    expect(differences.every(({ reason }) => reason.endsWith("."))).toBe(true);
  });
});

describe("windows that are only spelled differently are no drift", () => {
  test.each(windowRespellings)("$title", ({ declared, server }) => {
    expect(privilegeDrift({ ...privilege, window: declared }, { ...privilege, window: server })).toEqual([]);
  });
});

describe("windows that differ are drift", () => {
  test.each(windowDifferences)("$title", ({ declared, server, drift }) => {
    const differences = privilegeDrift({ ...privilege, window: declared }, { ...privilege, window: server });
    expect(paths(differences)).toEqual(drift);
  });
});

describe("trusted addresses that are only spelled differently are no drift", () => {
  test.each(trustedIpRespellings)("$title", ({ declared, server }) => {
    const answer = { ...universalAuthDefaults(), accessTokenTrustedIps: server.map(trustedIpFromAnswer) };
    expect(universalAuthDrift({ accessTokenTrustedIps: declared }, answer)).toEqual([]);
  });
});

describe("trusted addresses that differ are drift", () => {
  test.each(trustedIpDifferences)("$title", ({ declared, server }) => {
    const answer = { ...universalAuthDefaults(), clientSecretTrustedIps: server.map(trustedIpFromAnswer) };
    const differences = universalAuthDrift({ clientSecretTrustedIps: declared }, answer);
    expect(paths(differences)).toEqual(["client_secret_trusted_ips"]);
  });
});

describe("the rest of a privilege", () => {
  test("the identity's id is compared without case", () => {
    expect(
      privilegeDrift({ ...privilege, identityId: privilege.identityId.toUpperCase() }, privilege),
    ).toEqual([]);
  });

  test("slug, project and identity are drift when they differ", () => {
    const other = {
      ...privilege,
      slug: "b",
      projectSlug: "beta",
      identityId: "0b8a5e24-a17b-4a93-8700-6f60a7f332fd",
    };
    expect(paths(privilegeDrift(privilege, other))).toEqual(["identity_id", "project_slug", "slug"]);
  });

  test("a hostile slug is escaped in the reason", () => {
    const [difference] = privilegeDrift(privilege, { ...privilege, slug: "a\u202eb\u001b[31m" });
    expect(difference?.reason).toBe('The server has "a\\u{202e}b\\u001b[31m", declared is "read-prod".');
  });
});

describe("universal auth", () => {
  const defaults = universalAuthDefaults();

  const changes: [keyof UniversalAuthConfig, UniversalAuthConfig[keyof UniversalAuthConfig], string][] = [
    ["accessTokenTtl", 0, "access_token_ttl"],
    ["accessTokenMaxTtl", 2_592_001, "access_token_max_ttl"],
    ["accessTokenNumUsesLimit", 1, "access_token_num_uses_limit"],
    ["accessTokenTrustedIps", ["0.0.0.0/0"], "access_token_trusted_ips"],
    ["clientSecretTrustedIps", ["::/0"], "client_secret_trusted_ips"],
    ["accessTokenPeriod", 60, "access_token_period"],
    ["lockoutEnabled", false, "lockout_enabled"],
    ["lockoutThreshold", 30, "lockout_threshold"],
    ["lockoutDurationSeconds", 30, "lockout_duration_seconds"],
    ["lockoutCounterResetSeconds", 5, "lockout_counter_reset_seconds"],
  ];
  test.each(changes)(
    "a %s other than the default is drift where nothing is declared",
    (field, value, attribute) => {
      expect(paths(universalAuthDrift({}, { ...defaults, [field]: value }))).toEqual([attribute]);
    },
  );

  test.each(changes)("a declared %s is no drift when the server has it", (field, value) => {
    expect(universalAuthDrift({ [field]: value }, { ...defaults, [field]: value })).toEqual([]);
  });

  test("a setting that the server does not have is no drift where nothing is declared", () => {
    const old = { ...defaults, lockoutEnabled: null, lockoutThreshold: null, accessTokenPeriod: null };
    expect(universalAuthDrift({ lockoutEnabled: null }, old)).toEqual([]);
  });

  test("a declared setting that the server does not have is drift", () => {
    const [difference] = universalAuthDrift({ lockoutEnabled: false }, { ...defaults, lockoutEnabled: null });
    expect(difference).toEqual({
      attribute: ["lockout_enabled"],
      declared: false,
      actual: null,
      reason: "The server does not have this setting, declared is false.",
    });
  });

  test("the default lifetime follows a lower maximum, but not a maximum of 0", () => {
    expect(
      universalAuthDrift(
        { accessTokenMaxTtl: 60 },
        { ...defaults, accessTokenTtl: 60, accessTokenMaxTtl: 60 },
      ),
    ).toEqual([]);
    expect(universalAuthDrift({ accessTokenMaxTtl: 0 }, { ...defaults, accessTokenMaxTtl: 0 })).toEqual([]);
  });
});
