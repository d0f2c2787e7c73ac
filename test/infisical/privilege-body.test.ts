import type { PermissionRule } from "../../src/access/permission-rule";
import { privilegeBody } from "../../src/infisical/privilege-body";

const rule = (more: Partial<PermissionRule>): PermissionRule => ({
  actions: ["read"],
  subject: "secrets",
  conditions: { environment: "prod" },
  inverted: false,
  ...more,
});
const secretPath = { $glob: "/payments/**" };

test.each<[string, Partial<PermissionRule>, object]>([
  ["an environment", {}, { actions: ["read"], subject: "secrets", conditions: { environment: "prod" } }],
  [
    "an environment and a glob",
    { actions: ["edit", "read"], conditions: { environment: "prod", secretPath } },
    { actions: ["read", "edit"], subject: "secrets", conditions: { environment: "prod", secretPath } },
  ],
  [
    "an environment in another spelling",
    { conditions: { environment: { $eq: "prod" } } },
    { actions: ["read"], subject: "secrets", conditions: { environment: "prod" } },
  ],
  [
    "the actions that stand for read",
    { actions: ["describeSecret", "readValue"] },
    { actions: ["read"], subject: "secrets", conditions: { environment: "prod" } },
  ],
])("one rule on secrets with %s goes as privilegePermission", (_name, more, expected) => {
  expect(privilegeBody([rule(more)])).toEqual({ privilegePermission: expected });
});

test.each<[string, PermissionRule[], object[]]>([
  ["no conditions", [rule({ conditions: null })], [{ action: "read", subject: "secrets" }]],
  ["empty conditions", [rule({ conditions: {} })], [{ action: "read", subject: "secrets", conditions: {} }]],
  [
    "a glob alone",
    [rule({ conditions: { secretPath } })],
    [{ action: "read", subject: "secrets", conditions: { secretPath } }],
  ],
  [
    "another subject",
    [rule({ subject: "role" })],
    [{ action: "read", subject: "role", conditions: { environment: "prod" } }],
  ],
  [
    "two rules",
    [rule({}), rule({ conditions: { environment: "dev" } })],
    [
      { action: "read", subject: "secrets", conditions: { environment: "dev" } },
      { action: "read", subject: "secrets", conditions: { environment: "prod" } },
    ],
  ],
])("%s goes as permissions, one action an element", (_name, rules, expected) => {
  const { permissions } = privilegeBody(rules) as { permissions: object[] };
  expect(permissions).toHaveLength(expected.length);
  expect(permissions).toEqual(expect.arrayContaining(expected));
});

test("every action of every rule is an element", () => {
  const { permissions } = privilegeBody([
    rule({ actions: ["read", "edit"], conditions: null }),
    rule({ subject: "role" }),
  ]) as {
    permissions: { action: string; subject: string }[];
  };
  expect(permissions.map(({ action, subject }) => `${action} ${subject}`).sort()).toEqual([
    "edit secrets",
    "read role",
    "read secrets",
  ]);
});

test("rules that mean one rule are sent as one", () => {
  expect(privilegeBody([rule({}), rule({ conditions: { environment: { $in: ["prod"] } } })])).toEqual(
    privilegeBody([rule({})]),
  );
});
