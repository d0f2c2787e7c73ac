import type { PermissionDifferenceRow } from "./permission-row";

const prod = { environment: "prod" };
const payments = { environment: "prod", secretPath: { $glob: "/payments/**" } };

/** What a server may hold that differs in meaning, and the attributes at which it is found: no others. */
export const permissionDifferences: readonly PermissionDifferenceRow[] = [
  {
    title: "an action was added",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [
      { action: ["read"], subject: ["secrets"], conditions: prod },
      { action: ["edit"], subject: ["secrets"], conditions: prod },
    ],
    drift: ["permissions[0].actions"],
  },
  {
    title: "an action was removed",
    declared: [{ actions: ["read", "edit"], subject: "secrets", conditions: prod }],
    server: [{ action: ["read"], subject: ["secrets"], conditions: prod }],
    drift: ["permissions[0].actions"],
  },
  {
    title: "an action was exchanged",
    declared: [
      { actions: ["read"], subject: "secrets", conditions: prod },
      { actions: ["edit"], subject: "secrets", conditions: prod },
    ],
    server: [{ action: ["read", "delete"], subject: ["secrets"], conditions: prod }],
    drift: ["permissions[1].actions"],
  },
  {
    title: "an action was added to one of several rules",
    declared: [
      { actions: ["read"], subject: "role" },
      { actions: ["read"], subject: "secrets", conditions: prod },
      { actions: ["read"], subject: "member" },
    ],
    server: [
      { action: ["read"], subject: ["member"] },
      { action: ["read"], subject: ["role"] },
      { action: ["read"], subject: ["secrets"], conditions: prod },
      { action: ["delete"], subject: ["secrets"], conditions: prod },
    ],
    drift: ["permissions[1].actions"],
  },
  {
    title: "a glob was widened",
    declared: [{ actions: ["read"], subject: "secrets", conditions: payments }],
    server: [
      {
        action: ["read"],
        subject: ["secrets"],
        conditions: { environment: "prod", secretPath: { $glob: "/**" } },
      },
    ],
    drift: ["permissions[0].conditions"],
  },
  {
    title: "a glob was removed",
    declared: [{ actions: ["read"], subject: "secrets", conditions: payments }],
    server: [{ action: ["read"], subject: ["secrets"], conditions: prod }],
    drift: ["permissions[0].conditions"],
  },
  {
    title: "a glob that matches everything is not an absent one",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [
      {
        action: ["read"],
        subject: ["secrets"],
        conditions: { environment: "prod", secretPath: { $glob: "**" } },
      },
    ],
    drift: ["permissions[0].conditions"],
  },
  {
    title: "a trailing slash was added",
    declared: [{ actions: ["read"], subject: "secrets", conditions: { secretPath: { $glob: "/app" } } }],
    server: [{ action: ["read"], subject: ["secrets"], conditions: { secretPath: { $glob: "/app/" } } }],
    drift: ["permissions[0].conditions"],
  },
  {
    title: "the environment is in another case",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [{ action: ["read"], subject: ["secrets"], conditions: { environment: "PROD" } }],
    drift: ["permissions[0].conditions"],
  },
  {
    title: "the conditions were removed",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [{ action: ["read"], subject: ["secrets"] }],
    drift: ["permissions[0].conditions"],
  },
  {
    title: "the conditions were emptied",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [{ action: ["read"], subject: ["secrets"], conditions: {} }],
    drift: ["permissions[0].conditions"],
  },
  {
    title: "absent conditions are not empty ones",
    declared: [{ actions: ["read"], subject: "role" }],
    server: [{ action: ["read"], subject: ["role"], conditions: {} }],
    drift: ["permissions[0].conditions"],
  },
  {
    title: "an unknown condition was added",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [{ action: ["read"], subject: "secrets", conditions: { environment: "prod", secretName: "X" } }],
    drift: ["permissions[0].conditions"],
  },
  {
    title: "$eq became $ne",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [{ action: ["read"], subject: "secrets", conditions: { environment: { $ne: "prod" } } }],
    drift: ["permissions[0].conditions"],
  },
  {
    title: "$eq became $in of two",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [{ action: ["read"], subject: "secrets", conditions: { environment: { $in: ["prod", "dev"] } } }],
    drift: ["permissions[0].conditions"],
  },
  {
    title: "$eq of a text is not the glob of it",
    declared: [{ actions: ["read"], subject: "secrets", conditions: { secretPath: { $glob: "/app" } } }],
    server: [{ action: ["read"], subject: "secrets", conditions: { secretPath: "/app" } }],
    drift: ["permissions[0].conditions"],
  },
  {
    title: "$in of one beside another $eq is not that $eq",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [
      { action: ["read"], subject: "secrets", conditions: { environment: { $in: ["dev"], $eq: "prod" } } },
    ],
    drift: ["permissions[0].conditions"],
  },
  {
    title: "the text of a number is not the number",
    declared: [{ actions: ["read"], subject: "secrets", conditions: { custom: "1" } }],
    server: [{ action: ["read"], subject: "secrets", conditions: { custom: 1 } }],
    drift: ["permissions[0].conditions"],
  },
  {
    title: "conditions are no object",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [{ action: ["read"], subject: "secrets", conditions: ["prod"] }],
    drift: ["permissions[0].conditions"],
  },
  {
    title: "the subject was exchanged",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [{ action: ["read"], subject: ["role"], conditions: prod }],
    drift: ["permissions[0]", "permissions[1]"],
  },
  {
    title: "a subject was added to a rule",
    declared: [{ actions: ["read"], subject: "role" }],
    server: [{ action: ["read"], subject: ["role", "member"] }],
    drift: ["permissions[1]"],
  },
  {
    title: "a rule without a subject is about everything",
    declared: [{ actions: ["read"], subject: "secrets" }],
    server: [{ action: ["read"], subject: "secrets" }, { action: ["read"] }],
    drift: ["permissions[1]"],
  },
  {
    title: "a rule was added",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [
      { action: ["read"], subject: ["secrets"], conditions: { environment: "dev" } },
      { action: ["read"], subject: ["secrets"], conditions: prod },
    ],
    drift: ["permissions[1]"],
  },
  {
    title: "a rule was removed",
    declared: [
      { actions: ["read"], subject: "secrets", conditions: prod },
      { actions: ["edit"], subject: "secrets", conditions: { environment: "dev" } },
    ],
    server: [{ action: ["edit"], subject: ["secrets"], conditions: { environment: "dev" } }],
    drift: ["permissions[0]"],
  },
  {
    title: "a rule was removed that shared its conditions with another",
    declared: [
      { actions: ["read"], subject: "secrets", conditions: prod },
      { actions: ["edit"], subject: "secrets", conditions: prod },
    ],
    server: [{ action: ["edit"], subject: ["secrets"], conditions: prod }],
    drift: ["permissions[0]"],
  },
  {
    title: "all rules were removed",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [],
    drift: ["permissions[0]"],
  },
  {
    title: "two globs were widened, each is found at its own rule",
    declared: [
      {
        actions: ["read"],
        subject: "secrets",
        conditions: { environment: "prod", secretPath: { $glob: "/b" } },
      },
      {
        actions: ["read"],
        subject: "secrets",
        conditions: { environment: "dev", secretPath: { $glob: "/a" } },
      },
    ],
    server: [
      {
        action: ["read"],
        subject: "secrets",
        conditions: { environment: "dev", secretPath: { $glob: "/a/**" } },
      },
      {
        action: ["read"],
        subject: "secrets",
        conditions: { environment: "prod", secretPath: { $glob: "/b/**" } },
      },
    ],
    drift: ["permissions[0].conditions", "permissions[1].conditions"],
  },
  {
    title: "the conditions of a meaning that is spread over two rules were changed",
    declared: [
      { actions: ["read"], subject: "secrets", conditions: prod },
      { actions: ["edit"], subject: "secrets", conditions: prod },
    ],
    server: [{ action: ["read", "edit"], subject: "secrets", conditions: { environment: "dev" } }],
    drift: ["permissions[0].conditions", "permissions[1].conditions"],
  },
  {
    title: "an allowing rule became a forbidding one",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [{ action: ["read"], subject: "secrets", conditions: prod, inverted: true }],
    drift: ["permissions[0].inverted"],
  },
  {
    title: "a forbidding rule became an allowing one",
    declared: [
      { actions: ["read"], subject: "secrets" },
      { actions: ["read"], subject: "secrets", conditions: prod, inverted: true },
    ],
    server: [
      { action: ["read"], subject: "secrets" },
      { action: ["read"], subject: "secrets", conditions: prod, inverted: false },
    ],
    drift: ["permissions[1].inverted"],
  },
  {
    title: "a forbidding rule was added",
    declared: [{ actions: ["read"], subject: "secrets" }],
    server: [
      { action: ["read"], subject: "secrets" },
      { action: ["read"], subject: "secrets", conditions: prod, inverted: true },
    ],
    drift: ["permissions[1]"],
  },
  {
    title: "a forbidding rule moved before the rule that it restricts",
    declared: [
      { actions: ["read"], subject: "secrets" },
      { actions: ["read"], subject: "secrets", conditions: prod, inverted: true },
    ],
    server: [
      { action: ["read"], subject: "secrets", conditions: prod, inverted: true },
      { action: ["read"], subject: "secrets" },
    ],
    drift: ["permissions"],
  },
  {
    title: "what an inverted rule forbids was granted again behind it",
    declared: [
      { actions: ["read"], subject: "secrets", conditions: prod },
      { actions: ["readValue"], subject: "secrets", conditions: prod, inverted: true },
    ],
    server: [
      { action: ["read"], subject: "secrets", conditions: prod },
      { action: ["readValue"], subject: "secrets", conditions: prod, inverted: true },
      { action: ["read", "readValue"], subject: "secrets", conditions: prod },
    ],
    drift: ["permissions[2]"],
  },
  {
    title: "an imports rule like back-fill, but behind an inverted rule",
    declared: [
      { actions: ["read"], subject: "secrets", conditions: prod },
      { actions: ["read"], subject: "secret-imports", conditions: prod, inverted: true },
    ],
    server: [
      { action: ["read"], subject: "secrets", conditions: prod },
      { action: ["read"], subject: "secret-imports", conditions: prod, inverted: true },
      { action: ["read"], subject: "secret-imports", conditions: prod },
    ],
    drift: ["permissions[2]"],
  },
  {
    title: "readValue alone is less than read",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [{ action: ["readValue"], subject: "secrets", conditions: prod }],
    drift: ["permissions[0].actions"],
  },
  {
    title: "read is not split on other subjects",
    declared: [{ actions: ["read"], subject: "role" }],
    server: [{ action: ["describeSecret", "readValue"], subject: "role" }],
    drift: ["permissions[0].actions"],
  },
  {
    title: "a rule like back-fill of read under other conditions",
    declared: [{ actions: ["read"], subject: "secrets", conditions: payments }],
    server: [
      { action: ["read"], subject: "secrets", conditions: payments },
      { action: ["read", "readValue"], subject: "secrets", conditions: prod },
    ],
    drift: ["permissions[1]"],
  },
  {
    title: "readValue under other conditions beside real back-fill",
    declared: [{ actions: ["read"], subject: "secrets", conditions: payments }],
    server: [
      { action: ["read"], subject: "secrets", conditions: payments },
      { action: ["read", "readValue"], subject: "secrets", conditions: payments },
      { action: ["readValue"], subject: "secrets", conditions: prod },
    ],
    drift: ["permissions[1]"],
  },
  {
    title: "back-fill of read with a further action",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [
      { action: ["read"], subject: "secrets", conditions: prod },
      { action: ["read", "readValue", "create"], subject: "secrets", conditions: prod },
    ],
    drift: ["permissions[0].actions"],
  },
  {
    title: "back-fill on dynamic-secrets with a lease that read does not give",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [
      { action: ["read"], subject: "secrets", conditions: prod },
      { action: ["read-root-credential", "lease"], subject: "dynamic-secrets", conditions: prod },
    ],
    drift: ["permissions[1]"],
  },
  {
    title: "back-fill on imports under other conditions",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [
      { action: ["read"], subject: "secrets", conditions: prod },
      { action: ["read"], subject: "secret-imports" },
    ],
    drift: ["permissions[1]"],
  },
  {
    title: "back-fill on folders that read does not give",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [
      { action: ["read"], subject: "secrets", conditions: prod },
      { action: ["read"], subject: "secret-folders", conditions: prod },
    ],
    drift: ["permissions[1]"],
  },
  {
    title: "a rule like back-fill without the rule that it would come from",
    declared: [{ actions: ["read"], subject: "role", conditions: prod }],
    server: [
      { action: ["read"], subject: "role", conditions: prod },
      { action: ["read"], subject: "secret-imports", conditions: prod },
    ],
    drift: ["permissions[1]"],
  },
  {
    title: "a rule like back-fill before the rule that it would come from",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [
      { action: ["read"], subject: "secret-imports", conditions: prod },
      { action: ["read"], subject: "secrets", conditions: prod },
    ],
    drift: ["permissions[1]"],
  },
  {
    title: "an element that is no rule",
    declared: [{ actions: ["read"], subject: "role" }],
    server: [{ action: ["read"], subject: "role" }, ["read", "secrets"]],
    drift: ["permissions[1]"],
  },
  {
    title: "$in of one beside another $eq is not that member",
    declared: [{ actions: ["read"], subject: "secrets", conditions: { environment: "dev" } }],
    server: [
      { action: ["read"], subject: "secrets", conditions: { environment: { $in: ["dev"], $eq: "prod" } } },
    ],
    drift: ["permissions[0].conditions"],
  },
  {
    title: "an operator in place of a field is no field",
    declared: [{ actions: ["read"], subject: "secrets", conditions: { $not: "prod" } }],
    server: [{ action: ["read"], subject: "secrets", conditions: { $not: { $eq: "prod" } } }],
    drift: ["permissions[0].conditions"],
  },
  {
    title: "a rule like back-fill for which there is back-fill already",
    declared: [{ actions: ["create"], subject: "secrets", conditions: prod }],
    server: [
      { action: ["create"], subject: "secrets", conditions: prod },
      { action: ["create"], subject: "secrets", conditions: prod },
      { action: ["create"], subject: "secret-imports", conditions: prod },
      { action: ["create"], subject: "secret-imports", conditions: prod },
    ],
    drift: ["permissions[1]"],
  },
];
