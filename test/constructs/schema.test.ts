import {
  type TerraformDataSource,
  type TerraformProvider,
  type TerraformResource,
  type TerraformStack,
  Testing,
} from "cdktf";
import {
  DataIdentityPrivileges,
  DataUniversalAuthConfig,
  ExclusiveIdentityPrivileges,
  IdentityPrivilege,
  InfisicalAccessProvider,
  UniversalAuthConfig,
} from "../../src/constructs";
import { infisicalAccessProvider } from "../../src/provider/infisical-access-provider";
import { type Attribute, type Attributes, isNestedAttribute } from "../../src/terraform-plugin";
import { configInterface } from "./config-interface";
import { IDENTITY, stackWith, resolved } from "./synthesise";

/**
 * The provider's schema is what Terraform goes by; the constructs are written by hand beside it. Here each attribute of the one is looked for
 * in the other.
 */
interface Face {
  readonly construct: { readonly name: string; readonly tfResourceType: string };
  readonly attributes: Attributes;
  /** Where its configuration is declared: file and interface. */
  readonly config: readonly [file: string, interfaceName: string];
  /** Everything that can be configured, each value distinct. */
  readonly everything: Readonly<Record<string, unknown>>;
  /** Properties of the configuration that become one attribute under another name. */
  readonly renamed?: Readonly<Record<string, readonly string[]>>;
  readonly create: (stack: TerraformStack, config: never) => TerraformResource | TerraformDataSource;
}

const provider = infisicalAccessProvider("0.0.0");
const attributesOf = (
  list: readonly { typeName: string; schema: { attributes: Attributes } }[],
  typeName: string,
) => list.find((candidate) => candidate.typeName === typeName)?.schema.attributes ?? {};

const faces: Record<string, Face> = {
  IdentityPrivilege: {
    construct: IdentityPrivilege,
    attributes: attributesOf(provider.resources, IdentityPrivilege.tfResourceType),
    config: ["identity-privilege", "IdentityPrivilegeConfig"],
    everything: {
      identityId: IDENTITY,
      projectSlug: "payments",
      slug: "read",
      permissions: [{ actions: ["read"], subject: "secrets", conditions: {}, inverted: false }],
      temporary: { range: "1h", startTime: "2026-11-23T18:00:00Z", renewTriggers: {} },
    },
    create: (stack, config) => new IdentityPrivilege(stack, "test", config),
  },
  UniversalAuthConfig: {
    construct: UniversalAuthConfig,
    attributes: attributesOf(provider.resources, UniversalAuthConfig.tfResourceType),
    config: ["universal-auth-config-config", "UniversalAuthConfigConfig"],
    everything: {
      identityId: IDENTITY,
      accessTokenTtl: 1,
      accessTokenMaxTtl: 2,
      accessTokenNumUsesLimit: 3,
      accessTokenTrustedIps: ["10.0.0.1"],
      clientSecretTrustedIps: ["10.0.0.2"],
      accessTokenPeriod: 4,
      lockoutEnabled: true,
      lockoutThreshold: 5,
      lockoutDurationSeconds: 60,
      lockoutCounterResetSeconds: 70,
      adoptExisting: true,
      deletionProtection: false,
    },
    create: (stack, config) => new UniversalAuthConfig(stack, "test", config),
  },
  ExclusiveIdentityPrivileges: {
    construct: ExclusiveIdentityPrivileges,
    attributes: attributesOf(provider.resources, ExclusiveIdentityPrivileges.tfResourceType),
    config: ["exclusive-identity-privileges", "ExclusiveIdentityPrivilegesConfig"],
    everything: {
      identityId: IDENTITY,
      projectSlug: "payments",
      privileges: [],
      slugs: ["other"],
      ignoreSlugs: ["ci-*"],
      onUndeclared: "report",
    },
    renamed: { privilegeSlugs: ["privileges", "slugs"] },
    create: (stack, config) => new ExclusiveIdentityPrivileges(stack, "test", config),
  },
  DataIdentityPrivileges: {
    construct: DataIdentityPrivileges,
    attributes: attributesOf(provider.dataSources, DataIdentityPrivileges.tfResourceType),
    config: ["data-identity-privileges", "DataIdentityPrivilegesConfig"],
    everything: { identityId: IDENTITY, projectSlug: "payments" },
    create: (stack, config) => new DataIdentityPrivileges(stack, "test", config),
  },
  DataUniversalAuthConfig: {
    construct: DataUniversalAuthConfig,
    attributes: attributesOf(provider.dataSources, DataUniversalAuthConfig.tfResourceType),
    config: ["data-universal-auth-config", "DataUniversalAuthConfigConfig"],
    everything: { identityId: IDENTITY },
    create: (stack, config) => new DataUniversalAuthConfig(stack, "test", config),
  },
};

const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const isConfigurable = ({ required, optional }: Attribute) => required === true || optional === true;
const configurable = (attributes: Attributes) =>
  Object.entries(attributes).filter(([, attribute]) => isConfigurable(attribute));

/** Names of the configurable attributes, with those of their nested attributes. */
function configurableNames(attributes: Attributes): string[] {
  return configurable(attributes)
    .flatMap(([name, attribute]) =>
      isNestedAttribute(attribute)
        ? [name, ...configurableNames(attribute.attributes).map((nested) => `${name}.${nested}`)]
        : [name],
    )
    .sort();
}

/** The same of a synthesised resource. */
function names(attributes: unknown): string[] {
  if (typeof attributes !== "object" || attributes === null) return [];
  return Object.entries(attributes)
    .flatMap(([name, value]) => [
      name,
      ...names(Array.isArray(value) ? value.find((element) => typeof element === "object") : value).map(
        (nested) => `${name}.${nested}`,
      ),
    ])
    .sort();
}

/** Configurable attributes as properties: name → whether it may be left out. */
function expectedProperties(attributes: Attributes, renamed: Face["renamed"] = {}): Record<string, boolean> {
  return Object.fromEntries(
    configurable(attributes).flatMap(([name, attribute]) => {
      const parts = renamed[camelCase(name)];
      if (parts === undefined) return [[camelCase(name), attribute.optional === true]];
      const [first, ...further] = parts;
      return [[first, attribute.optional === true], ...further.map((part) => [part, true])];
    }),
  ) as Record<string, boolean>;
}

function declaredProperties([file, interfaceName]: Face["config"]): Record<string, boolean> {
  return Object.fromEntries(
    configInterface(file, interfaceName).map(({ name, optional }) => [name, optional]),
  );
}

function accessor(object: object, name: string): PropertyDescriptor | undefined {
  for (let prototype: unknown = object; prototype !== null; prototype = Object.getPrototypeOf(prototype)) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
    if (descriptor !== undefined) return descriptor;
  }
  return undefined;
}

test("every resource and data source of the provider has its construct", () => {
  const types = Object.values(faces).map(({ construct }) => construct.tfResourceType);
  expect(types.sort()).toEqual(
    [...provider.resources, ...provider.dataSources].map(({ typeName }) => typeName).sort(),
  );
});

describe.each(Object.entries(faces))(
  "%s",
  (_, { construct: { tfResourceType: type }, attributes, ...face }) => {
    const { config, everything, renamed, create } = face;
    const make = (stack: TerraformStack) => create(stack, everything as never);
    const construct = (): TerraformResource & Record<string, unknown> => {
      const made: (TerraformResource | TerraformDataSource)[] = [];
      stackWith((stack) => made.push(make(stack)));
      return made[0] as TerraformResource & Record<string, unknown>;
    };

    test("takes what the schema lets one configure, required and optional alike", () => {
      expect(declaredProperties(config)).toEqual(expectedProperties(attributes, renamed));
    });

    test("documents every property", () => {
      const undocumented = configInterface(...config).filter(
        ({ documentation }) => documentation.length < 20,
      );
      expect(undocumented).toEqual([]);
    });

    test("synthesises every attribute that can be configured, in JSON", () => {
      const result = JSON.parse(Testing.synth(stackWith(make))) as Record<
        string,
        Record<string, Record<string, Record<string, unknown>>>
      >;
      const { resource = {}, data = {} } = result;
      expect(names((resource[type] ?? data[type])?.test)).toEqual(configurableNames(attributes));
    });

    test("synthesises the same attributes in HCL", () => {
      const hcl = (construct() as unknown as { synthesizeHclAttributes(): object }).synthesizeHclAttributes();
      expect(Object.keys(hcl).sort()).toEqual(
        configurable(attributes)
          .map(([name]) => name)
          .sort(),
      );
    });

    test.each(Object.entries(attributes))("has the accessors of %s", (name, attribute) => {
      const property = camelCase(name);
      const made = construct();
      const value = made[property];
      expect(JSON.stringify(resolved(made, value))).toContain(`${type}.test.${name}`);

      const has = (member: string) => accessor(made, member) !== undefined;
      expect(has(`${property}Input`)).toBe(isConfigurable(attribute));
      if (renamed?.[property] !== undefined) return;
      const isSettable = accessor(made, property)?.set !== undefined || has(`put${capitalised(property)}`);
      expect(isSettable).toBe(isConfigurable(attribute));
      expect(has(`reset${capitalised(property)}`)).toBe(attribute.optional === true);
    });
  },
);

describe("nested attributes", () => {
  const privilege = faces.IdentityPrivilege?.attributes ?? {};
  const privileges = faces.DataIdentityPrivileges?.attributes.privileges;
  const nested = (attribute: Attribute | undefined): Attributes =>
    attribute !== undefined && isNestedAttribute(attribute) ? attribute.attributes : {};

  test.each<[string, Face["config"]]>([
    ["permissions", ["identity-privilege-permissions", "IdentityPrivilegePermissions"]],
    ["temporary", ["identity-privilege-temporary", "IdentityPrivilegeTemporary"]],
  ])("of %s can be configured as the schema says, documented", (name, config) => {
    expect(declaredProperties(config)).toEqual(expectedProperties(nested(privilege[name])));
    expect(configInterface(...config).filter(({ documentation }) => documentation.length < 20)).toEqual([]);
  });

  test("are all readable", () => {
    stackWith((stack) => {
      const { create, everything } = faces.IdentityPrivilege as Face;
      const resource = create(stack, everything as never) as IdentityPrivilege;
      const data = new DataIdentityPrivileges(stack, "data", {
        identityId: IDENTITY,
        projectSlug: "payments",
      });
      const read = data.privileges.get(0);
      const readable: [object, Attributes][] = [
        [resource.permissions.get(0), nested(privilege.permissions)],
        [resource.temporary, nested(privilege.temporary)],
        [read, nested(privileges)],
        [read.permissions.get(0), nested(nested(privileges).permissions)],
        [read.temporary, nested(nested(privileges).temporary)],
      ];
      for (const [reference, attributes] of readable) {
        const missing = Object.keys(attributes).filter(
          (name) => accessor(reference, camelCase(name)) === undefined,
        );
        expect(missing).toEqual([]);
      }
    });
  });
});

describe("InfisicalAccessProvider", () => {
  const config = ["infisical-access-provider", "InfisicalAccessProviderConfig"] as const;

  test("takes what the schema lets one configure, and an alias", () => {
    expect(declaredProperties(config)).toEqual({
      alias: true,
      ...expectedProperties(provider.schema.attributes),
    });
    expect(configInterface(...config).filter(({ documentation }) => documentation.length < 20)).toEqual([]);
  });

  test.each(Object.keys(provider.schema.attributes))("has the accessors of %s", (name) => {
    let made: TerraformProvider | undefined;
    stackWith((stack) => (made = new InfisicalAccessProvider(stack, "other", { alias: "other" })));
    const property = camelCase(name);
    expect(accessor(made as TerraformProvider, property)?.set).toBeDefined();
    expect(accessor(made as TerraformProvider, `${property}Input`)).toBeDefined();
    expect(accessor(made as TerraformProvider, `reset${capitalised(property)}`)).toBeDefined();
  });
});
