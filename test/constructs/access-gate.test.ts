import { App, Fn, TerraformIterator, TerraformStack, TerraformVariable } from "cdktf";
import {
  AccessGate,
  IdentityPrivilege,
  type IdentityPrivilegeConfig,
  InfisicalAccessProvider,
  NullProvider,
  UniversalAuthConfig,
  type UniversalAuthConfigConfig,
} from "../../src/constructs";
import { IDENTITY, synthesised } from "./synthesise";

const SECRETS = { actions: ["read"], subject: "secrets", conditions: { environment: "prod" } };

interface Access {
  readonly privilege?: Partial<IdentityPrivilegeConfig>;
  readonly auth?: Partial<UniversalAuthConfigConfig>;
}

/** The gate in cdk.tf.json of a stack with one privilege and one universal auth. */
function gate(define: Access | ((stack: TerraformStack) => Access) = {}): {
  depends_on: string[];
  triggers: Record<string, string>;
} {
  const { resource } = synthesised((stack) => {
    new NullProvider(stack, "null");
    const { privilege, auth } = typeof define === "function" ? define(stack) : define;
    const watch = [
      new IdentityPrivilege(stack, "read-prod", {
        identityId: IDENTITY,
        projectSlug: "payments",
        permissions: [SECRETS],
        ...privilege,
      }),
      new UniversalAuthConfig(stack, "login", { identityId: IDENTITY, ...auth }),
    ];
    new AccessGate(stack, "gate", { watch });
  });
  return resource.null_resource?.gate as ReturnType<typeof gate>;
}

/** The triggers of a gate behind which a privilege is changed after the gate was made. */
const fingerprint = (change: (privilege: IdentityPrivilege) => void) =>
  synthesised((stack) => {
    new NullProvider(stack, "null");
    const privilege = new IdentityPrivilege(stack, "read-prod", {
      identityId: IDENTITY,
      projectSlug: "payments",
      permissions: [SECRETS],
    });
    new AccessGate(stack, "gate", { watch: [privilege] });
    change(privilege);
  }).resource.null_resource?.gate?.triggers;

const window = (range: string) => ({ temporary: { range } });
const rule = (more: object) => ({ permissions: [{ ...SECRETS, ...more }] });

describe("an access gate", () => {
  test("is a null_resource that depends on what it watches, with a fingerprint of each", () => {
    expect(gate()).toMatchObject({
      depends_on: [
        "infisicalaccess_identity_privilege.read-prod",
        "infisicalaccess_universal_auth_config.login",
      ],
      triggers: {
        "read-prod": expect.stringMatching(/^[0-9a-f]{16}$/),
        login: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    });
  });

  test("keeps its fingerprints from release to release, for a changed one replaces workloads", () => {
    expect(gate().triggers).toEqual({ "read-prod": "34a607c99e41ee8e", login: "e0b4e7e62f292021" });
  });

  test.each<[string, Access, Access]>([
    [
      "a glob",
      { privilege: rule({ conditions: { environment: "prod", secretPath: { $glob: "/app/**" } } }) },
      { privilege: rule({ conditions: { environment: "prod", secretPath: { $glob: "/**" } } }) },
    ],
    ["an action", {}, { privilege: rule({ actions: ["read", "edit"] }) }],
    ["an environment", {}, { privilege: rule({ conditions: { environment: "dev" } }) }],
    ["conditions that were removed", {}, { privilege: rule({ conditions: undefined }) }],
    ["the direction of a rule", {}, { privilege: rule({ inverted: true }) }],
    ["a slug", {}, { privilege: { slug: "other" } }],
    ["a range", { privilege: window("1h") }, { privilege: window("2h") }],
    ["a permanent privilege that was temporary", { privilege: window("1h") }, {}],
    ["a time to live", { auth: { accessTokenTtl: "1h" } }, { auth: { accessTokenTtl: "2h" } }],
    ["a use limit", {}, { auth: { accessTokenNumUsesLimit: 1 } }],
    [
      "a network",
      { auth: { accessTokenTrustedIps: ["10.0.0.0/8"] } },
      { auth: { accessTokenTrustedIps: ["10.0.0.0/9"] } },
    ],
  ])("changes with %s", (_, before, after) => {
    expect(gate(after).triggers).not.toEqual(gate(before).triggers);
  });

  test.each<[string, Access, Access]>([
    [
      "the order of actions",
      { privilege: rule({ actions: ["read", "edit"] }) },
      { privilege: rule({ actions: ["edit", "read"] }) },
    ],
    [
      "rules taken together",
      { privilege: rule({ actions: ["read", "edit"] }) },
      { privilege: { permissions: [{ ...SECRETS, actions: ["edit"] }, SECRETS] } },
    ],
    ["conditions", {}, { privilege: rule({ conditions: '{"environment":{"$eq":"prod"}}' }) }],
    ["a range", { privilege: window("60m") }, { privilege: window("1h") }],
    ["a time to live", { auth: { accessTokenTtl: "1h" } }, { auth: { accessTokenTtl: 3600 } }],
    [
      "a network",
      { auth: { accessTokenTrustedIps: ["10.0.0.1", "10.0.0.0/8"] } },
      { auth: { accessTokenTrustedIps: ["10.1.2.3/8", "10.0.0.1/32"] } },
    ],
    ["a default that is written out", {}, { auth: { accessTokenTtl: "30d", lockoutThreshold: 3 } }],
    ["protection, which is no access", {}, { auth: { deletionProtection: true } }],
  ])("does not change with another spelling of %s", (_, before, after) => {
    expect(gate(after).triggers).toEqual(gate(before).triggers);
  });

  test("does not change with a renewal", () => {
    const renewed = (build: string) =>
      gate({ privilege: { temporary: { range: "1h", renewTriggers: { build } } } });
    expect(renewed("2").triggers).toEqual(renewed("1").triggers);
  });

  test("with a token in the access takes the fingerprint of what Terraform plans", () => {
    const { triggers } = gate((stack) => {
      const value = new TerraformVariable(stack, "value", { type: "string" });
      return {
        privilege: { ...rule({ conditions: { environment: value.stringValue } }), ...window("1h") },
        auth: { accessTokenTtl: Fn.parseint("60", 10), lockoutThreshold: 5 },
      };
    });
    const privilege = "infisicalaccess_identity_privilege.read-prod";
    const auth = "infisicalaccess_universal_auth_config.login";
    expect(triggers).toEqual({
      "read-prod": `\${sha256(jsonencode([${privilege}.slug, ${privilege}.permissions, try(${privilege}.temporary.range, "permanent")]))}`,
      login: `\${sha256(jsonencode([${auth}.access_token_ttl, ${auth}.access_token_max_ttl, ${auth}.access_token_num_uses_limit, ${auth}.access_token_trusted_ips, ${auth}.client_secret_trusted_ips, ${auth}.lockout_threshold]))}`,
    });
  });

  test("takes the fingerprint of all instances where there are several", () => {
    const { triggers } = gate(() => {
      const environments = TerraformIterator.fromList(["dev", "prod"]);
      const environment = environments.value;
      return {
        privilege: {
          forEach: environments,
          slug: `read-${environment}`,
          ...rule({ conditions: { environment } }),
        },
      };
    });
    expect(triggers["read-prod"]).toBe(
      '${sha256(jsonencode([for instance in infisicalaccess_identity_privilege.read-prod : [instance.slug, instance.permissions, try(instance.temporary.range, "permanent")]]))}',
    );
  });

  test.each<[string, (privilege: IdentityPrivilege) => void]>([
    ["a number of instances, which may be none", (privilege) => (privilege.count = 1)],
    [
      "changes that Terraform ignores",
      (privilege) => (privilege.lifecycle = { ignoreChanges: ["permissions"] }),
    ],
    ["an override", (privilege) => privilege.addOverride("temporary.range", "2h")],
  ])("leaves it to Terraform what is planned of literals with %s", (_, change) => {
    expect(fingerprint(change)).toEqual({ "read-prod": expect.stringContaining("${sha256(jsonencode(") });
  });

  test("sees what is changed after it was made", () => {
    expect(fingerprint((privilege) => privilege.putTemporary({ range: "1h" }))).not.toEqual(
      fingerprint(() => undefined),
    );
  });

  test("that watches access of another stack stops the synthesis", () => {
    expect(() =>
      synthesised((stack) => {
        new NullProvider(stack, "null");
        const other = new TerraformStack(App.of(stack), "other");
        new InfisicalAccessProvider(other, "infisical");
        const watch = [new UniversalAuthConfig(other, "login", { identityId: IDENTITY })];
        new AccessGate(stack, "gate", { watch });
      }),
    ).toThrow(/\[access\/gate\] Watched In Another Stack: .* other\/login is in another one/);
  });

  test("that watches nothing stops the synthesis", () => {
    expect(() =>
      synthesised((stack) => {
        new NullProvider(stack, "null");
        new AccessGate(stack, "gate", { watch: [] });
      }),
    ).toThrow("[access/gate] Nothing To Watch");
  });
});
