import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  InfisicalAccessProvider,
  MachineIdentityAccess,
  type MachineIdentityAccessConfig,
  NullProvider,
} from "cdktf-infisical-access";

const identityId = "0d9f5a3e-6c1b-4f7a-8e52-3b9c7d1e4f60";

interface Synthesised {
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
}

function stackWithProvider(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "stack");
  new InfisicalAccessProvider(stack, "infisical");
  return stack;
}

function synthesise(
  define: (stack: TerraformStack) => Partial<MachineIdentityAccessConfig>,
): [Synthesised["resource"], MachineIdentityAccess] {
  const stack = stackWithProvider();
  const access = new MachineIdentityAccess(stack, "deploy", { identityId, grants: [], ...define(stack) });
  return [(JSON.parse(Testing.synth(stack, true)) as Synthesised).resource, access];
}

const secretsOf = { projectSlug: "payments", actions: ["read"] };

test("each grant is a privilege of its own, named after the construct and the environment", () => {
  const [resources, access] = synthesise(() => ({
    grants: [
      { ...secretsOf, environment: "staging" },
      { ...secretsOf, environment: "prod", secretPath: "/app/**", temporary: { range: "4h" } },
      { ...secretsOf, environment: "prod", projectSlug: "storefront", slug: "look-only" },
    ],
  }));
  const privileges = Object.values(resources.infisicalaccess_identity_privilege ?? {});
  expect(privileges).toMatchObject([
    { project_slug: "payments", slug: "deploy-prod", temporary: { range: "4h" } },
    { identity_id: identityId, project_slug: "payments", slug: "deploy-staging" },
    { project_slug: "storefront", slug: "look-only" },
  ]);
  expect(privileges.map(({ permissions }) => permissions)).toMatchObject([
    [{ conditions: '{"environment":"prod","secretPath":{"$glob":"/app/**"}}' }],
    [{ actions: ["read"], subject: "secrets", conditions: '{"environment":"staging"}' }],
    [{ conditions: '{"environment":"prod"}' }],
  ]);
  expect(access.privileges).toHaveLength(3);
  expect(resources).not.toHaveProperty("infisicalaccess_universal_auth_config");
});

test("universal auth is managed when it is named, be it with defaults alone", () => {
  const [resources, access] = synthesise(() => ({ universalAuth: {} }));
  const [auth] = Object.values(resources.infisicalaccess_universal_auth_config ?? {});
  expect(auth).toMatchObject({ identity_id: identityId });
  expect(access.universalAuth?.node.path).toBe("stack/deploy/universal-auth");
});

test("the gate watches all of the access, and there is none unless it is asked for", () => {
  const define = () => ({ universalAuth: {}, grants: [{ ...secretsOf, environment: "prod" }] });
  expect(synthesise(define)[0]).not.toHaveProperty("null_resource");

  const stack = stackWithProvider();
  new NullProvider(stack, "null");
  const access = new MachineIdentityAccess(stack, "deploy", { identityId, ...define() });
  expect(access.gate).toBe(access.gate);
  const { resource } = JSON.parse(Testing.synth(stack, true)) as Synthesised;
  const [gate] = Object.values(resource.null_resource ?? {});
  expect(Object.keys(gate?.triggers as object)).toEqual([
    "deploy/payments-deploy-prod",
    "deploy/universal-auth",
  ]);
});

test("a token for the project is fine, one for the environment needs a slug", () => {
  const variable = (stack: TerraformStack) =>
    new TerraformVariable(stack, "value", { type: "string" }).stringValue;
  const [resources] = synthesise((stack) => ({
    grants: [{ ...secretsOf, projectSlug: variable(stack), environment: "prod" }],
  }));
  expect(Object.values(resources.infisicalaccess_identity_privilege ?? {})).toMatchObject([
    { project_slug: "${var.value}", slug: "deploy-prod" },
  ]);
  expect(() => synthesise((stack) => ({ grants: [{ ...secretsOf, environment: variable(stack) }] }))).toThrow(
    "A grant of stack/deploy has a token for its environment, and a token can't be part of a name. Give the grant a slug.",
  );
});

test.each<[string, object, string]>([
  [
    "misspelled",
    { secretpath: "/app/**" },
    '[stack/deploy] Unknown Setting: grants[1].secretpath is no setting, and would be left out. Did you mean "secretPath"?',
  ],
  ["without a value", { secretPath: undefined }, "permissions[0].conditions.secretPath.$glob is undefined"],
])("a path that is %s is refused, for the grant would hold in every folder", (_, path, message) => {
  const grants = [
    { ...secretsOf, environment: "staging" },
    { ...secretsOf, environment: "prod", ...path },
  ];
  expect(() => synthesise(() => ({ grants }))).toThrow(message);
});

test("two grants of one environment need a slug", () => {
  const grants = [
    { ...secretsOf, environment: "prod", secretPath: "/a" },
    { ...secretsOf, environment: "prod", secretPath: "/b" },
  ];
  expect(() => synthesise(() => ({ grants }))).toThrow(
    'Two grants of stack/deploy are named "deploy-prod" in project "payments". Give one of them another slug.',
  );
});
