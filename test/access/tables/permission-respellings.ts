import type { PermissionRow } from "./permission-row";

const prod = { environment: "prod" };
const payments = { environment: "prod", secretPath: { $glob: "/payments/**" } };

/** One meaning, spelled as a configuration may and as a server may. None of these is drift. */
export const permissionRespellings: readonly PermissionRow[] = [
  {
    title: "a server gives one rule for each action, in one-element arrays",
    declared: [{ actions: ["read", "edit"], subject: "secrets", conditions: prod }],
    server: [
      { action: ["read"], subject: ["secrets"], conditions: prod },
      { action: ["edit"], subject: ["secrets"], conditions: prod },
    ],
  },
  {
    title: "a server of 2026 gives subject and action as texts",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [{ action: "read", subject: "secrets", conditions: prod, inverted: false }],
  },
  {
    title: "a server gives several actions in one rule",
    declared: [
      { actions: ["read"], subject: "secrets", conditions: prod },
      { actions: ["edit"], subject: "secrets", conditions: prod },
    ],
    server: [{ action: ["edit", "read"], subject: "secrets", conditions: prod }],
  },
  {
    title: "a server gives several subjects in one rule",
    declared: [
      { actions: ["read"], subject: "role" },
      { actions: ["read"], subject: "member" },
    ],
    server: [{ action: ["read"], subject: ["member", "role"] }],
  },
  {
    title: "actions in another order",
    declared: [{ actions: ["delete", "read", "create"], subject: "secrets" }],
    server: [{ action: ["create", "delete", "read"], subject: ["secrets"] }],
  },
  {
    title: "rules in another order",
    declared: [
      { actions: ["read"], subject: "secrets", conditions: prod },
      { actions: ["edit"], subject: "secrets", conditions: { environment: "dev" } },
    ],
    server: [
      { action: ["edit"], subject: ["secrets"], conditions: { environment: "dev" } },
      { action: ["read"], subject: ["secrets"], conditions: prod },
    ],
  },
  {
    title: "rules regrouped across one another",
    declared: [
      { actions: ["read"], subject: "secrets", conditions: prod },
      { actions: ["read"], subject: "role" },
      { actions: ["edit"], subject: "secrets", conditions: prod },
    ],
    server: [
      { action: ["edit", "read"], subject: ["secrets"], conditions: prod },
      { action: ["read"], subject: ["role"] },
    ],
  },
  {
    title: "an action that the server stored twice",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [
      { action: ["read"], subject: ["secrets"], conditions: prod },
      { action: ["read"], subject: ["secrets"], conditions: prod },
    ],
  },
  {
    title: "rules that overlap",
    declared: [
      { actions: ["read", "edit"], subject: "secrets", conditions: prod },
      { actions: ["edit", "delete"], subject: "secrets", conditions: prod },
    ],
    server: [{ action: ["read", "edit", "delete"], subject: "secrets", conditions: prod }],
  },
  {
    title: "absent conditions given as null",
    declared: [{ actions: ["read"], subject: "role" }],
    server: [{ action: ["read"], subject: ["role"], conditions: null }],
  },
  {
    title: "an absent direction given as false",
    declared: [{ actions: ["read"], subject: "role" }],
    server: [{ action: ["read"], subject: ["role"], inverted: false }],
  },
  {
    title: "an absent direction given as null",
    declared: [{ actions: ["read"], subject: "role" }],
    server: [{ action: ["read"], subject: ["role"], inverted: null }],
  },
  {
    title: "empty conditions on both sides",
    declared: [{ actions: ["read"], subject: "role", conditions: {} }],
    server: [{ action: ["read"], subject: ["role"], conditions: {} }],
  },
  {
    title: "condition keys in another order",
    declared: [{ actions: ["read"], subject: "secrets", conditions: payments }],
    server: [
      {
        action: ["read"],
        subject: ["secrets"],
        conditions: { secretPath: { $glob: "/payments/**" }, environment: "prod" },
      },
    ],
  },
  {
    title: "operators in another order",
    declared: [
      { actions: ["read"], subject: "secrets", conditions: { environment: { $ne: "dev", $glob: "p*" } } },
    ],
    server: [
      { action: ["read"], subject: "secrets", conditions: { environment: { $glob: "p*", $ne: "dev" } } },
    ],
  },
  {
    title: "a bare text as $eq",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [{ action: ["read"], subject: "secrets", conditions: { environment: { $eq: "prod" } } }],
  },
  {
    title: "$eq as a bare text",
    declared: [{ actions: ["read"], subject: "secrets", conditions: { environment: { $eq: "prod" } } }],
    server: [{ action: ["read"], subject: "secrets", conditions: prod }],
  },
  {
    title: "$eq as a bare text on the path",
    declared: [{ actions: ["read"], subject: "secrets", conditions: { secretPath: "/app" } }],
    server: [{ action: ["read"], subject: "secrets", conditions: { secretPath: { $eq: "/app" } } }],
  },
  {
    title: "a bare text as $in of one",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [{ action: ["read"], subject: "secrets", conditions: { environment: { $in: ["prod"] } } }],
  },
  {
    title: "$eq as $in of one",
    declared: [{ actions: ["read"], subject: "secrets", conditions: { environment: { $eq: "prod" } } }],
    server: [{ action: ["read"], subject: "secrets", conditions: { environment: { $in: ["prod"] } } }],
  },
  {
    title: "$in of one given twice",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [
      { action: ["read"], subject: "secrets", conditions: { environment: { $in: ["prod", "prod"] } } },
    ],
  },
  {
    title: "$in in another order",
    declared: [
      { actions: ["read"], subject: "secrets", conditions: { environment: { $in: ["dev", "prod"] } } },
    ],
    server: [{ action: ["read"], subject: "secrets", conditions: { environment: { $in: ["prod", "dev"] } } }],
  },
  {
    title: "$in with a member twice",
    declared: [{ actions: ["read"], subject: "secrets", conditions: { secretTags: { $in: ["a", "b"] } } }],
    server: [{ action: ["read"], subject: "secrets", conditions: { secretTags: { $in: ["b", "a", "b"] } } }],
  },
  {
    title: "$in of one beside the same $eq",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [
      { action: ["read"], subject: "secrets", conditions: { environment: { $in: ["prod"], $eq: "prod" } } },
    ],
  },
  {
    title: "$in of one beside another operator",
    declared: [
      { actions: ["read"], subject: "secrets", conditions: { environment: { $eq: "p", $ne: "q" } } },
    ],
    server: [{ action: ["read"], subject: "secrets", conditions: { environment: { $in: ["p"], $ne: "q" } } }],
  },
  {
    title: "two rules whose conditions are two spellings",
    declared: [{ actions: ["read", "edit"], subject: "secrets", conditions: prod }],
    server: [
      { action: ["read"], subject: "secrets", conditions: { environment: { $eq: "prod" } } },
      { action: ["edit"], subject: "secrets", conditions: { environment: { $in: ["prod"] } } },
    ],
  },
  {
    title: "read as describeSecret and readValue",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [{ action: ["describeSecret", "readValue"], subject: "secrets", conditions: prod }],
  },
  {
    title: "describeSecret and readValue as read",
    declared: [{ actions: ["readValue", "describeSecret"], subject: "secrets", conditions: prod }],
    server: [{ action: ["read"], subject: "secrets", conditions: prod }],
  },
  {
    title: "describeSecret and readValue in two rules as read",
    declared: [
      { actions: ["describeSecret"], subject: "secrets", conditions: prod },
      { actions: ["readValue"], subject: "secrets", conditions: prod },
    ],
    server: [{ action: ["read"], subject: "secrets", conditions: prod }],
  },
  {
    title: "read beside readValue",
    declared: [{ actions: ["read"], subject: "secrets", conditions: prod }],
    server: [{ action: ["read", "readValue"], subject: "secrets", conditions: prod }],
  },
  {
    title: "the back-fill of read, as GET and LIST show it",
    declared: [{ actions: ["read"], subject: "secrets", conditions: payments }],
    server: [
      { action: ["read"], subject: "secrets", conditions: payments, inverted: false },
      { action: ["read", "readValue"], subject: "secrets", conditions: payments, inverted: false },
    ],
  },
  {
    title: "the back-fill of edit, as GET and LIST show it",
    declared: [{ actions: ["edit"], subject: "secrets", conditions: payments }],
    server: [
      { action: ["edit"], subject: "secrets", conditions: payments, inverted: false },
      { action: ["edit"], subject: "secrets", conditions: payments, inverted: false },
    ],
  },
  {
    title: "the whole back-fill of all four actions",
    declared: [{ actions: ["read", "create", "edit", "delete"], subject: "secrets", conditions: payments }],
    server: [
      { action: ["read", "create", "edit", "delete"], subject: "secrets", conditions: payments },
      { action: ["read", "create", "edit", "delete"], subject: "secret-imports", conditions: payments },
      { action: ["read", "create", "edit", "delete", "readValue"], subject: "secrets", conditions: payments },
      {
        action: [
          "read-root-credential",
          "create-root-credential",
          "edit-root-credential",
          "delete-root-credential",
          "lease",
        ],
        subject: "dynamic-secrets",
        conditions: payments,
      },
      { action: ["create", "edit", "delete"], subject: "secret-folders", conditions: payments },
    ],
  },
  {
    title: "the back-fill of rules without conditions",
    declared: [{ actions: ["read"], subject: "secrets" }],
    server: [
      { action: ["read"], subject: "secrets" },
      { action: ["read", "readValue"], subject: "secrets" },
    ],
  },
  {
    title: "the back-fill of two rules, after both of them",
    declared: [
      { actions: ["read"], subject: "secrets", conditions: prod },
      { actions: ["edit"], subject: "secrets", conditions: payments },
    ],
    server: [
      { action: ["read"], subject: "secrets", conditions: prod },
      { action: ["edit"], subject: "secrets", conditions: payments },
      { action: ["read"], subject: "secret-imports", conditions: prod },
      { action: ["read", "readValue"], subject: "secrets", conditions: prod },
      { action: ["read-root-credential"], subject: "dynamic-secrets", conditions: prod },
      { action: ["edit"], subject: "secret-imports", conditions: payments },
      { action: ["edit"], subject: "secrets", conditions: payments },
      { action: ["edit-root-credential", "lease"], subject: "dynamic-secrets", conditions: payments },
      { action: ["edit"], subject: "secret-folders", conditions: payments },
    ],
  },
  {
    title: "a declared rule on a subject that a server of 2026 hides",
    declared: [
      { actions: ["read"], subject: "secrets", conditions: prod },
      { actions: ["create"], subject: "secret-folders", conditions: prod },
    ],
    server: [
      { action: ["read"], subject: "secrets", conditions: prod },
      { action: ["read", "readValue"], subject: "secrets", conditions: prod },
    ],
  },
  {
    title: "an inverted rule after its order",
    declared: [
      { actions: ["read"], subject: "secrets" },
      { actions: ["read"], subject: "secrets", conditions: prod, inverted: true },
    ],
    server: [
      { action: ["read"], subject: ["secrets"], inverted: false },
      {
        action: ["read"],
        subject: ["secrets"],
        conditions: { environment: { $eq: "prod" } },
        inverted: true,
      },
    ],
  },
  {
    title: "neighbours split before an inverted rule",
    declared: [
      { actions: ["read", "edit"], subject: "secrets" },
      { actions: ["edit"], subject: "secrets", conditions: prod, inverted: true },
    ],
    server: [
      { action: ["edit"], subject: "secrets" },
      { action: ["read"], subject: "secrets" },
      { action: ["edit"], subject: "secrets", conditions: prod, inverted: true },
    ],
  },
  {
    title: "back-fill before an inverted rule",
    declared: [
      { actions: ["read"], subject: "secrets", conditions: payments },
      { actions: ["read"], subject: "role" },
      { actions: ["readValue"], subject: "secrets", conditions: prod, inverted: true },
    ],
    server: [
      { action: ["read"], subject: "secrets", conditions: payments },
      { action: ["read"], subject: "role" },
      { action: ["read"], subject: "secret-imports", conditions: payments },
      { action: ["read", "readValue"], subject: "secrets", conditions: payments },
      { action: ["readValue"], subject: "secrets", conditions: prod, inverted: true },
    ],
  },
  {
    title: "a rule without actions, which grants nothing",
    declared: [{ actions: ["read"], subject: "role" }],
    server: [
      { action: ["read"], subject: "role" },
      { action: [], subject: "secrets" },
    ],
  },
  {
    title: "unknown operators and fields",
    declared: [
      { actions: ["read"], subject: "secrets", conditions: { custom: { $near: { x: 1, y: [2, 3] } } } },
    ],
    server: [
      { action: ["read"], subject: "secrets", conditions: { custom: { $near: { y: [2, 3], x: 1 } } } },
    ],
  },
  {
    title: "an inverted rule without actions, behind which order still means nothing",
    declared: [
      { actions: ["read"], subject: "role" },
      { actions: ["read"], subject: "member" },
    ],
    server: [
      { action: ["read"], subject: "member" },
      { action: ["read"], subject: "role" },
      { action: [], subject: "role", inverted: true },
    ],
  },
  {
    title: "the back-fill of a rule that was written twice, kind by kind",
    declared: [
      { actions: ["create"], subject: "secrets", conditions: prod },
      { actions: ["create"], subject: "secrets", conditions: prod },
    ],
    server: [
      { action: ["create"], subject: "secrets", conditions: prod },
      { action: ["create"], subject: "secrets", conditions: prod },
      { action: ["create"], subject: "secret-imports", conditions: prod },
      { action: ["create"], subject: "secret-imports", conditions: prod },
      { action: ["create"], subject: "secrets", conditions: prod },
      { action: ["create"], subject: "secrets", conditions: prod },
      { action: ["create-root-credential"], subject: "dynamic-secrets", conditions: prod },
      { action: ["create-root-credential"], subject: "dynamic-secrets", conditions: prod },
      { action: ["create"], subject: "secret-folders", conditions: prod },
      { action: ["create"], subject: "secret-folders", conditions: prod },
    ],
  },
  {
    title: "a written rule on a hidden subject beside back-fill of the same",
    declared: [
      { actions: ["create"], subject: "secrets", conditions: prod },
      { actions: ["create"], subject: "secret-imports", conditions: prod },
    ],
    server: [
      { action: ["create"], subject: "secrets", conditions: prod },
      { action: ["create"], subject: "secret-imports", conditions: prod },
      { action: ["create"], subject: "secret-imports", conditions: prod },
      { action: ["create"], subject: "secrets", conditions: prod },
    ],
  },
];
