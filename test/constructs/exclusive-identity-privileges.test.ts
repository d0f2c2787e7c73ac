import { Fn, TerraformIterator, TerraformLocal, type TerraformStack, TerraformVariable } from "cdktf";
import {
  ExclusiveIdentityPrivileges,
  type ExclusiveIdentityPrivilegesConfig,
  IdentityPrivilege,
  type IdentityPrivilegeConfig,
} from "../../src/constructs";
import { IDENTITY, OTHER_IDENTITY, synthesised } from "./synthesise";

function privilege(
  stack: TerraformStack,
  id: string,
  config: Partial<IdentityPrivilegeConfig> = {},
): IdentityPrivilege {
  return new IdentityPrivilege(stack, id, {
    identityId: IDENTITY,
    projectSlug: "payments",
    permissions: [{ actions: ["read"], subject: "secrets" }],
    ...config,
  });
}

type Config = Partial<ExclusiveIdentityPrivilegesConfig>;

/** What the list over the privileges "read" and "edit" becomes. */
function exclusive(
  config: Config | ((stack: TerraformStack) => Config) = {},
): Record<string, unknown> | undefined {
  return synthesised((stack) => {
    const privileges = [privilege(stack, "read"), privilege(stack, "edit")];
    new ExclusiveIdentityPrivileges(stack, "only", {
      identityId: IDENTITY,
      projectSlug: "payments",
      privileges,
      ...(typeof config === "function" ? config(stack) : config),
    });
  }).resource.infisicalaccess_identity_privileges_exclusive?.only;
}

const REFERENCES = [
  "${infisicalaccess_identity_privilege.read.slug}",
  "${infisicalaccess_identity_privilege.edit.slug}",
];

test("the list refers to the privileges, so that Terraform orders it after them", () => {
  expect(exclusive()).toEqual({
    identity_id: IDENTITY,
    project_slug: "payments",
    privilege_slugs: REFERENCES,
  });
});

test("further slugs, globs to ignore and the way to deal with others", () => {
  expect(
    exclusive({ slugs: ["from-elsewhere"], ignoreSlugs: ["ci-*"], onUndeclared: "report" }),
  ).toMatchObject({
    privilege_slugs: [...REFERENCES, "from-elsewhere"],
    ignore_slugs: ["ci-*"],
    on_undeclared: "report",
  });
});

test("tokens pass unread, also one in place of all further slugs", () => {
  const list = exclusive((stack) => {
    const text = new TerraformVariable(stack, "text", { type: "string" });
    const slugs = new TerraformLocal(stack, "slugs", ["a", "b"]);
    return { slugs: slugs.asList, ignoreSlugs: [Fn.lower("A")], onUndeclared: text.stringValue };
  });
  expect(list).toMatchObject({
    privilege_slugs:
      "${concat([infisicalaccess_identity_privilege.read.slug, infisicalaccess_identity_privilege.edit.slug], local.slugs)}",
    ignore_slugs: ['${lower("A")}'],
    on_undeclared: "${var.text}",
  });
});

test("a privilege with forEach or count stands for all its instances", () => {
  const list = exclusive((stack) => ({
    privileges: [
      privilege(stack, "one"),
      privilege(stack, "each", { forEach: TerraformIterator.fromList(["a", "b"]) }),
      privilege(stack, "counted", { count: 2 }),
    ],
    slugs: ["read", "edit"],
  }));
  expect(list).toMatchObject({
    privilege_slugs:
      '${concat([infisicalaccess_identity_privilege.one.slug, "read", "edit"], [for instance in infisicalaccess_identity_privilege.each : instance.slug], [for instance in infisicalaccess_identity_privilege.counted : instance.slug])}',
  });
});

describe("what is refused at synth, with the path of the construct", () => {
  test.each<[string, Config | ((stack: TerraformStack) => Config), string]>([
    [
      "an identity that is no UUID",
      { identityId: "checkout-api", privileges: [] },
      "identity_id must be the UUID of a machine identity",
    ],
    [
      "a further slug with upper case",
      { slugs: ["Other"] },
      "A slug in slugs must consist of the lower-case letters",
    ],
    [
      "an unknown way to deal with others",
      { onUndeclared: "delete" },
      'on_undeclared must be "remove" or "report"; the value received is "delete"',
    ],
    [
      "a privilege of the stack that the list would remove",
      (stack) => ({ privileges: [privilege(stack, "third")] }),
      'access/read declares the privilege "read" of the same identity in the same project',
    ],
    [
      "a privilege of another identity",
      (stack) => ({
        privileges: [privilege(stack, "theirs", { identityId: OTHER_IDENTITY })],
        slugs: ["read", "edit"],
      }),
      `access/theirs is a privilege of identity ${OTHER_IDENTITY}`,
    ],
  ])("%s", (_, config, message) => {
    expect(() => exclusive(config)).toThrow(/^Validation failed[^]*\[access\/only\] /);
    expect(() => exclusive(config)).toThrow(message);
  });

  test("a misspelled setting, without which privileges would be removed", () => {
    const config: object = { ignoredSlugs: ["ci-*"] };
    expect(() => exclusive(config)).toThrow(
      '[access/only] Unknown Setting: ignoredSlugs is no setting, and would be left out. Did you mean "ignoreSlugs"?',
    );
  });

  test.each<[string, Config]>([
    ["named by its slug", { slugs: ["read", "edit"] }],
    ["matched by a glob to ignore", { ignoreSlugs: ["read", "ed*"] }],
  ])("not a privilege of the stack that is %s", (_, config) => {
    expect(() => exclusive({ privileges: [], ...config })).not.toThrow();
  });

  test("privileges are compared by identity also when that is a variable", () => {
    const define = (listed: boolean) => (stack: TerraformStack) => {
      const identityId = new TerraformVariable(stack, "identity", { type: "string" }).stringValue;
      const read = privilege(stack, "read", { identityId });
      privilege(stack, "others", { identityId: OTHER_IDENTITY });
      const privileges = listed ? [read] : [];
      new ExclusiveIdentityPrivileges(stack, "only", { identityId, projectSlug: "payments", privileges });
    };
    expect(() => synthesised(define(true))).not.toThrow();
    expect(() => synthesised(define(false))).toThrow("[access/only] Privilege Not In The List: access/read");
  });
});
