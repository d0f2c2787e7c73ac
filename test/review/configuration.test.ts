import { referencedResource } from "../../src/review/configuration";
import type { Plan } from "../../src/review/read-plan";
import { configuredHost } from "../../src/review/provider-host";
import { planOf } from "./fixtures/plan-json";

const reference = (...references: string[]) => ({ identity_id: { references } });
const privilege = (name: string, expressions: object, key = "infisicalaccess") => ({
  address: `infisicalaccess_identity_privilege.${name}`,
  provider_config_key: key,
  expressions,
});

function planWith(configuration: object, more: object = {}): Plan {
  return planOf([], { more: { configuration, ...more } });
}

describe("the resource that an attribute refers to", () => {
  const plan = planWith({
    root_module: {
      resources: [
        privilege("plain", reference("infisical_identity.bot.id", "infisical_identity.bot")),
        privilege("each", reference("infisical_identity.bots", "each.key")),
        {
          ...privilege("chained", reference("each.value.id", "each.value")),
          for_each_expression: { references: ["infisical_identity.bots"] },
        },
        {
          ...privilege("map", reference("each.value.id", "each.value")),
          for_each_expression: { references: ["local.bots"] },
        },
        privilege("count", reference("infisical_identity.bots", "count.index")),
        privilege("any", reference("infisical_identity.bots", "var.name")),
        privilege(
          "either",
          reference(
            "infisical_identity.a.id",
            "infisical_identity.a",
            "infisical_identity.b.id",
            "infisical_identity.b",
          ),
        ),
        privilege(
          "indexed",
          reference('infisical_identity.bots["a.b"].id', 'infisical_identity.bots["a.b"]'),
        ),
        privilege("variable", reference("var.identity_id")),
        privilege("output", reference("module.identities.id", "module.identities")),
        privilege("constant", { identity_id: { constant_value: "x" } }),
      ],
      module_calls: {
        team: {
          module: {
            resources: [
              privilege("inside", reference("infisical_identity.bot.id", "infisical_identity.bot")),
            ],
          },
        },
      },
    },
  });
  const rows: readonly [address: string, referenced: string | undefined][] = [
    ["infisicalaccess_identity_privilege.plain", "infisical_identity.bot"],
    ['infisicalaccess_identity_privilege.each["a.b]"]', 'infisical_identity.bots["a.b]"]'],
    ['infisicalaccess_identity_privilege.chained["a"]', 'infisical_identity.bots["a"]'],
    ['infisicalaccess_identity_privilege.map["a"]', undefined],
    ["infisicalaccess_identity_privilege.count[1]", "infisical_identity.bots[1]"],
    ["infisicalaccess_identity_privilege.any", undefined],
    ["infisicalaccess_identity_privilege.either", undefined],
    ["infisicalaccess_identity_privilege.indexed", 'infisical_identity.bots["a.b"]'],
    ["infisicalaccess_identity_privilege.variable", undefined],
    ["infisicalaccess_identity_privilege.output", undefined],
    ["infisicalaccess_identity_privilege.constant", undefined],
    ["infisicalaccess_identity_privilege.gone", undefined],
    [
      'module.team["eu.west"].infisicalaccess_identity_privilege.inside',
      'module.team["eu.west"].infisical_identity.bot',
    ],
    ["module.other.infisicalaccess_identity_privilege.inside", undefined],
  ];
  test.each(rows)("of %s is %s", (address, referenced) => {
    expect(referencedResource(plan, address, "identity_id")).toBe(referenced);
  });
});

describe("the server of a resource's provider", () => {
  const plan = planWith(
    {
      provider_config: {
        infisicalaccess: { expressions: {} },
        "infisicalaccess.constant": { expressions: { host: { constant_value: "https://a.example" } } },
        "infisicalaccess.variable": { expressions: { host: { references: ["var.host"] } } },
        "infisicalaccess.json": {
          expressions: { host: { constant_value: "${var.host}", references: ["var.host"] } },
        },
        "infisicalaccess.local": { expressions: { host: { references: ["local.host"] } } },
        "infisicalaccess.joined": {
          expressions: { host: { constant_value: "https://${var.host}", references: ["var.host"] } },
        },
      },
      root_module: {
        resources: ["constant", "variable", "json", "local", "joined"].map((alias) =>
          privilege(alias, {}, `infisicalaccess.${alias}`),
        ),
      },
    },
    { variables: { host: { value: "https://b.example" } } },
  );
  const rows: readonly [name: string, host: string | null | undefined][] = [
    ["constant", "https://a.example"],
    ["variable", "https://b.example"],
    ["json", "https://b.example"],
    ["local", undefined],
    ["joined", undefined],
    ["no-longer-configured", null],
  ];
  test.each(rows)(
    "%s is %s: null where the environment names it, undefined where the plan does not tell",
    (name, host) => {
      expect(configuredHost(plan, `infisicalaccess_identity_privilege.${name}`)).toBe(host);
    },
  );

  test.each<[string, object, string | undefined]>([
    ["a constant", { constant_value: "https://c.example" }, "https://c.example"],
    ["a variable of the root module", { references: ["var.host"] }, "https://b.example"],
    ["what the plan does not tell", { references: ["local.host"] }, undefined],
  ])("of a module whose variable is given %s is that, whatever the root module calls so", (_, host, told) => {
    const inModule = planWith(
      {
        provider_config: {
          "module.team:infisicalaccess": {
            module_address: "module.team",
            expressions: { host: { references: ["var.server"] } },
          },
        },
        root_module: {
          module_calls: {
            team: {
              expressions: { server: host },
              module: {
                variables: { server: {} },
                resources: [privilege("inside", {}, "module.team:infisicalaccess")],
              },
            },
          },
        },
      },
      { variables: { host: { value: "https://b.example" }, server: { value: "https://root.example" } } },
    );
    expect(configuredHost(inModule, "module.team.infisicalaccess_identity_privilege.inside")).toBe(told);
  });
});
