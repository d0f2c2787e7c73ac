import {
  Fn,
  Lazy,
  TerraformIterator,
  TerraformLocal,
  type TerraformStack,
  TerraformVariable,
  Testing,
  Token,
} from "cdktf";
import {
  IdentityPrivilege,
  type IdentityPrivilegeConfig,
  InfisicalAccessProvider,
  type PrivilegeConditions,
} from "../../src/constructs";
import { IDENTITY, OTHER_IDENTITY, outputs, stackWith, synthesised, warningsOf } from "./synthesise";

const READ_PROD = {
  actions: ["read"],
  subject: "secrets",
  conditions: { environment: "prod", secretPath: { $glob: "/app/**" } },
};

const SETTINGS: IdentityPrivilegeConfig = {
  identityId: IDENTITY,
  projectSlug: "payments",
  permissions: [READ_PROD],
};

type Define = (stack: TerraformStack) => IdentityPrivilege;

function privilege(config: Partial<IdentityPrivilegeConfig> = {}, id = "read-prod"): Define {
  return (stack) => new IdentityPrivilege(stack, id, { ...SETTINGS, ...config });
}

/** The attributes in cdk.tf.json of the one privilege of a stack. */
function attributes(define: Define): Record<string, unknown> {
  const resources = synthesised(define).resource.infisicalaccess_identity_privilege ?? {};
  return Object.values(resources)[0] ?? {};
}

function conditionsText(conditions: PrivilegeConditions | string): unknown {
  const { permissions } = attributes(privilege({ permissions: [{ ...READ_PROD, conditions }] }));
  return (permissions as { conditions: string }[])[0]?.conditions;
}

describe("what a privilege becomes", () => {
  test("a permanent one has its rules with conditions as JSON text", () => {
    expect(attributes(privilege())).toEqual({
      identity_id: IDENTITY,
      project_slug: "payments",
      slug: "read-prod",
      permissions: [
        {
          actions: ["read"],
          subject: "secrets",
          conditions: '{"environment":"prod","secretPath":{"$glob":"/app/**"}}',
        },
      ],
    });
  });

  test("a temporary one has its window, with the keys of renew_triggers as they were written", () => {
    const temporary = { range: "4h", renewTriggers: { gitSha: "0a1b", "Build-Number": "7", "a.b": "${x}" } };
    expect(attributes(privilege({ temporary })).temporary).toEqual({
      range: "4h",
      renew_triggers: { gitSha: "0a1b", "Build-Number": "7", "a.b": "$${x}" },
    });
    expect(
      attributes(privilege({ temporary: { range: "4h", startTime: "2026-11-23T18:00:00Z" } })).temporary,
    ).toEqual({ range: "4h", start_time: "2026-11-23T18:00:00Z" });
  });

  test("an inverted rule and one without conditions are written so", () => {
    const permissions = [{ actions: ["delete"], subject: "secrets", inverted: true }];
    expect(attributes(privilege({ permissions })).permissions).toEqual(permissions);
  });

  test("meta-arguments, alias of the provider and moves work as on every resource", () => {
    const result = synthesised((stack) => {
      const first = privilege({}, "first")(stack);
      const second = privilege({ dependsOn: [first], lifecycle: { preventDestroy: true } }, "second")(stack);
      second.importFrom(`payments/${IDENTITY}/second`);
      first.moveFromId("infisicalaccess_identity_privilege.before");
      IdentityPrivilege.generateConfigForImport(stack, "found", `payments/${IDENTITY}/found`);
    });
    expect(result.resource.infisicalaccess_identity_privilege?.second).toMatchObject({
      depends_on: ["infisicalaccess_identity_privilege.first"],
      lifecycle: { prevent_destroy: true },
    });
    expect(result.import).toEqual([
      { id: `payments/${IDENTITY}/second`, to: "infisicalaccess_identity_privilege.second" },
      { id: `payments/${IDENTITY}/found`, to: "infisicalaccess_identity_privilege.found" },
    ]);
    expect(result.moved).toEqual([
      {
        from: "infisicalaccess_identity_privilege.before",
        to: "infisicalaccess_identity_privilege.first",
      },
    ]);
  });

  test("setters, puts and resets change what is synthesised", () => {
    expect(
      attributes((stack) => {
        const changed = privilege({ slug: "other", temporary: { range: "4h" } })(stack);
        changed.identityId = OTHER_IDENTITY;
        changed.projectSlug = "storefront";
        changed.resetSlug();
        changed.putPermissions([{ ...READ_PROD, actions: ["edit"] }]);
        changed.temporary.range = "8h";
        changed.temporary.startTime = "2026-11-23T18:00:00Z";
        return changed;
      }),
    ).toMatchObject({
      identity_id: OTHER_IDENTITY,
      project_slug: "storefront",
      slug: "read-prod",
      permissions: [{ actions: ["edit"] }],
      temporary: { range: "8h", start_time: "2026-11-23T18:00:00Z" },
    });
    const permanent = attributes((stack) => {
      const changed = privilege({ temporary: { range: "4h" } })(stack);
      changed.resetTemporary();
      return changed;
    });
    expect(permanent).not.toHaveProperty("temporary");
  });

  test("its getters are references to Terraform's attributes", () => {
    const values = (stack: TerraformStack) => {
      const { id, slug, identityId, projectSlug, accessEndTime, permissions, temporary } = privilege()(stack);
      const { actions, subject, conditions, inverted } = permissions.get(0);
      const { range, startTime, renewTriggers } = temporary;
      return {
        id,
        slug,
        identityId,
        projectSlug,
        accessEndTime,
        actions,
        subject,
        conditions,
        inverted,
        range,
        startTime,
        renewTriggers,
      };
    };
    const address = "infisicalaccess_identity_privilege.read-prod";
    expect(outputs(values)).toEqual({
      id: `\${${address}.id}`,
      slug: `\${${address}.slug}`,
      identityId: `\${${address}.identity_id}`,
      projectSlug: `\${${address}.project_slug}`,
      accessEndTime: `\${${address}.access_end_time}`,
      actions: `\${tolist(${address}.permissions[0].actions)}`,
      subject: `\${${address}.permissions[0].subject}`,
      conditions: `\${${address}.permissions[0].conditions}`,
      inverted: `\${${address}.permissions[0].inverted}`,
      range: `\${${address}.temporary.range}`,
      startTime: `\${${address}.temporary.start_time}`,
      renewTriggers: `\${${address}.temporary.renew_triggers}`,
    });
  });
});

describe("conditions", () => {
  test.each<[string, PrivilegeConditions | string, string]>([
    [
      "an object is printed in one spelling",
      { secretPath: { $glob: "/" }, environment: "prod" },
      '{"environment":"prod","secretPath":{"$glob":"/"}}',
    ],
    [
      "what another client wrote can be written down",
      { secretTags: { $in: ["a"] }, other: [1, null, true] },
      '{"other":[1,null,true],"secretTags":{"$in":["a"]}}',
    ],
    ["JSON text is kept", '{ "environment": "prod" }', '{ "environment": "prod" }'],
    [
      "templates of Terraform in it are literal",
      { environment: "${var.env}", secretPath: { $glob: "/%{ if true }" } },
      '{"environment":"$${var.env}","secretPath":{"$glob":"/%%{ if true }"}}',
    ],
    ["so are those in JSON text", '{"environment":"${var.env}"}', '{"environment":"$${var.env}"}'],
  ])("%s", (_, conditions, text) => {
    expect(conditionsText(conditions)).toBe(text);
  });

  test("an object with a token is encoded by Terraform", () => {
    const { permissions } = attributes((stack) => {
      const path = new TerraformVariable(stack, "path", { type: "string" }).stringValue;
      const conditions = { environment: 'a"b', secretPath: { $glob: `/${path}/**` } };
      return privilege({ permissions: [{ ...READ_PROD, conditions }] })(stack);
    });
    expect((permissions as { conditions: string }[])[0]?.conditions).toBe(
      '${jsonencode({"environment" = "a\\"b", "secretPath" = {"$glob" = "/${var.path}/**"}})}',
    );
  });
});

describe("tokens", () => {
  test("are accepted wherever a value is, and pass every check unread", () => {
    const resource = attributes((stack) => {
      const text = new TerraformVariable(stack, "text", { type: "string" });
      const hours = new TerraformVariable(stack, "hours", { type: "number" });
      const flag = new TerraformVariable(stack, "flag", { type: "bool" });
      const actions = new TerraformLocal(stack, "actions", ["read", "edit"]);
      return new IdentityPrivilege(stack, "Not A Slug", {
        identityId: text.stringValue,
        projectSlug: Fn.lower(text.stringValue),
        slug: `access-${text.stringValue}`,
        permissions: [
          {
            actions: actions.asList,
            subject: text.stringValue,
            conditions: text.stringValue,
            inverted: flag.booleanValue,
          },
          {
            actions: ["read", text.stringValue],
            subject: "secrets",
            conditions: { environment: Lazy.stringValue({ produce: () => "prod" }) },
          },
        ],
        temporary: {
          range: `${hours.numberValue}h`,
          startTime: Fn.timestamp(),
          renewTriggers: Token.asStringMap(Fn.tomap({ a: "b" })),
        },
      });
    });
    expect(resource).toEqual({
      identity_id: "${var.text}",
      project_slug: "${lower(var.text)}",
      slug: "access-${var.text}",
      permissions: [
        {
          actions: "${local.actions}",
          subject: "${var.text}",
          conditions: "${var.text}",
          inverted: "${var.flag}",
        },
        {
          actions: ["read", "${var.text}"],
          subject: "secrets",
          conditions: '${jsonencode({"environment" = "prod"})}',
        },
      ],
      temporary: {
        range: "${var.hours}h",
        start_time: "${timestamp()}",
        renew_triggers: '${tomap({"a" = "b"})}',
      },
    });
  });

  test("of an iterator over a map, whose value is typed any and is an object at run time, stand for texts", () => {
    const define: Define = (stack) => {
      const each = TerraformIterator.fromMap({ [IDENTITY]: "payments" });
      return new IdentityPrivilege(stack, "each", {
        forEach: each,
        identityId: each.key as string,
        projectSlug: each.value as string,
        slug: each.value as string,
        permissions: [
          {
            actions: [each.value as string],
            subject: each.value as string,
            conditions: each.value as string,
          },
        ],
        temporary: {
          range: each.value as string,
          startTime: each.value as string,
          renewTriggers: { project: each.value as string },
        },
      });
    };
    const value = "${each.value}";
    expect(attributes(define)).toEqual({
      for_each: { [IDENTITY]: "payments" },
      identity_id: "${each.key}",
      project_slug: value,
      slug: value,
      permissions: [{ actions: [value], subject: value, conditions: value }],
      temporary: { range: value, start_time: value, renew_triggers: { project: value } },
    });
    expect(Testing.synthHcl(stackWith(define))).toContain(`slug = "${value}"`);
  });

  test("for renew triggers may come to null, so that a start may stand beside them", () => {
    const { temporary } = attributes((stack) => {
      const triggers = new TerraformVariable(stack, "triggers", { type: "map(string)", nullable: true });
      const renewTriggers = Token.asStringMap(triggers.value);
      return privilege({ temporary: { range: "4h", startTime: "2026-11-23T18:00:00Z", renewTriggers } })(
        stack,
      );
    });
    expect(temporary).toMatchObject({
      start_time: "2026-11-23T18:00:00Z",
      renew_triggers: "${var.triggers}",
    });
  });

  test("are accepted for all rules and for the whole window", () => {
    const { permissions, temporary } = attributes((stack) => {
      const rules = new TerraformVariable(stack, "rules", { type: "any" });
      const window = new TerraformVariable(stack, "window", { type: "any" });
      return privilege({ permissions: Token.asAny(rules.value), temporary: Token.asAny(window.value) })(
        stack,
      );
    });
    expect({ permissions, temporary }).toEqual({ permissions: "${var.rules}", temporary: "${var.window}" });
  });
});

describe("what is refused at synth, with the path of the construct", () => {
  const READ = { actions: ["read"], subject: "secrets" };

  test.each<[string, Partial<IdentityPrivilegeConfig>, string]>([
    ["an identity that is no UUID", { identityId: "checkout-api" }, "identity_id must be a UUID"],
    ["a raw expression, which is no token", { identityId: "${var.identity}" }, "identity_id must be a UUID"],
    ["a slug with upper case", { slug: "Read" }, "slug must consist of the lower-case letters"],
    ["no rules", { permissions: [] }, "permissions must hold at least one rule"],
    [
      "no actions",
      { permissions: [{ ...READ, actions: [] }] },
      "permissions[0].actions must hold at least one action",
    ],
    [
      "an action twice",
      { permissions: [{ ...READ, actions: ["read", "read"] }] },
      "permissions[0].actions must not hold an action twice",
    ],
    [
      "a misspelled action beside a token",
      { permissions: [{ ...READ, actions: ["reed", Fn.lower("READ")] }] },
      'Did you mean "read"?',
    ],
    [
      "conditions that are no object",
      { permissions: [{ ...READ, conditions: "[]" }] },
      "permissions[0].conditions must hold a JSON object",
    ],
    [
      "a misspelled condition",
      { permissions: [{ ...READ, conditions: { enviroment: "prod" } }] },
      'Did you mean "environment"?',
    ],
    [
      "a condition whose value is missing",
      { permissions: [{ ...READ, conditions: { environment: undefined } }] },
      "permissions[0].conditions.environment is undefined",
    ],
    [
      "a glob whose value is missing",
      { permissions: [{ ...READ, conditions: { environment: "prod", secretPath: { $glob: undefined } } }] },
      "permissions[0].conditions.secretPath.$glob is undefined",
    ],
    [
      "an empty glob",
      { permissions: [READ, { ...READ, conditions: { secretPath: { $glob: "" } } }] },
      "permissions[1].conditions",
    ],
    [
      "JSON text with a token inside",
      { permissions: [{ ...READ, conditions: JSON.stringify({ environment: Fn.lower("PROD") }) }] },
      "permissions[0].conditions is a text with a token inside",
    ],
    [
      "a range in months",
      { temporary: { range: "1mo" } },
      "temporary.range must be one number above 0 and one unit",
    ],
    [
      "a date that does not exist",
      { temporary: { range: "1h", startTime: "2026-02-30T00:00:00Z" } },
      "temporary.start_time must be a time that exists",
    ],
    [
      "two ways to say when it starts",
      { temporary: { range: "1h", startTime: "2026-02-20T00:00:00Z", renewTriggers: { a: "b" } } },
      "temporary.start_time must not be given together with renew_triggers",
    ],
  ])("%s", (_, config, message) => {
    expect(() => synthesised(privilege(config))).toThrow(/^Validation failed[^]*\[access\/read-prod\] /);
    expect(() => synthesised(privilege(config))).toThrow(message);
  });

  test.each<[string, object, string]>([
    [
      "a misspelled setting, without which the privilege would be permanent",
      { temporay: { range: "4h" } },
      'temporay is no setting, and would be left out. Did you mean "temporary"?',
    ],
    [
      "a misspelled setting of a rule, without which it would hold everywhere",
      { permissions: [READ, { ...READ, condition: { environment: "prod" } }] },
      'permissions[1].condition is no setting, and would be left out. Did you mean "conditions"?',
    ],
    [
      "a setting of the window in the spelling of HCL",
      { temporary: { range: "4h", start_time: "2026-11-23T18:00:00Z" } },
      'temporary.start_time is no setting, and would be left out. Did you mean "startTime"?',
    ],
  ])("%s: TypeScript sees only those in a literal", (_, config, message) => {
    expect(() => synthesised(privilege(config))).toThrow(`[access/read-prod] Unknown Setting: ${message}`);
  });

  test.each<[string, object]>([
    ["no rule in place of one", { permissions: [null] }],
    ["a text in place of a list of actions", { permissions: [{ ...READ, actions: "read" }] }],
    ["a number in place of a slug", { slug: 5 }],
    ["a number in place of an identity", { identityId: 5 }],
    ["a number as a trigger", { temporary: { range: "4h", renewTriggers: { build: 5 } } }],
    ["no window in place of one", { temporary: null }],
  ])("not %s, which JavaScript lets through: it is Terraform's to judge", (_, config) => {
    expect(attributes(privilege(config))).toMatchObject(
      JSON.parse(
        JSON.stringify(config)
          .replace("renewTriggers", "renew_triggers")
          .replace("identityId", "identity_id"),
      ) as object,
    );
  });

  test("not what else an object holds", () => {
    const row = { name: "a row of a table", identity: "checkout-api", conditionsInWords: "in prod" };
    expect(() => synthesised(privilege({ ...row, permissions: [{ ...READ, ...row }] }))).not.toThrow();
  });

  test("an id of the construct that is no slug, when there is no slug", () => {
    expect(() => synthesised(privilege({}, "ReadProd"))).toThrow(
      /\[access\/ReadProd\] No Privilege Slug: .*lower-case letters.*the id is "ReadProd"/,
    );
    expect(attributes(privilege({ slug: "read-prod" }, "ReadProd")).slug).toBe("read-prod");
  });

  test("an unknown subject is a warning", () => {
    const unknown = privilege({ permissions: [{ ...READ_PROD, subject: "dragons" }] });
    const warnings = warningsOf(stackWith(unknown));
    expect(warnings).toEqual([expect.stringMatching(/^\[access\/read-prod\] Unknown Subject: .*"dragons"/)]);
  });
});

describe("privileges of one name", () => {
  const same = "read";

  test.each<[string, Partial<IdentityPrivilegeConfig>, Partial<IdentityPrivilegeConfig>]>([
    ["literals", {}, {}],
    ["an identity in either case", {}, { identityId: IDENTITY.toUpperCase() }],
  ])("of one identity in one project are an error: %s", (_, first, second) => {
    expect(() =>
      synthesised((stack) => {
        privilege({ slug: same, ...first }, "one")(stack);
        privilege({ slug: same, ...second }, "two")(stack);
      }),
    ).toThrow(/access\/one and access\/two both declare the privilege "read"/);
  });

  test("of one identity that is a token are an error", () => {
    expect(() =>
      synthesised((stack) => {
        const identity = new TerraformVariable(stack, "identity", { type: "string" });
        privilege({ slug: same, identityId: identity.stringValue }, "one")(stack);
        privilege({ slug: same, identityId: identity.stringValue }, "two")(stack);
      }),
    ).toThrow(/identity \${var.identity} in project payments/);
  });

  test("of two identities in one project are a warning, once however often the stack is synthesised", () => {
    const stack = stackWith((scope) => {
      privilege({ slug: same }, "one")(scope);
      privilege({ slug: same, identityId: OTHER_IDENTITY }, "two")(scope);
    });
    Testing.synth(stack, true);
    expect(warningsOf(stack)).toEqual([
      expect.stringMatching(/^\[access\/two\] Shared Privilege Slug: access\/one gives another identity/),
    ]);
  });

  test("in two projects, on two servers, or in copies of one resource, are nothing to speak of", () => {
    const stack = stackWith((scope) => {
      const host = "https://eu.infisical.com";
      const provider = new InfisicalAccessProvider(scope, "eu", { alias: "eu", host });
      privilege({ slug: same, identityId: OTHER_IDENTITY, provider }, "four")(scope);
      privilege({ slug: same }, "one")(scope);
      privilege({ slug: same, projectSlug: "storefront" }, "two")(scope);
      privilege({ slug: same, count: 2 }, "three")(scope);
    });
    expect(warningsOf(stack)).toEqual([]);
  });
});
