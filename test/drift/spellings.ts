import type { DeclaredRule } from "./matrix-row";
import {
  app,
  century,
  ended,
  hour,
  ip,
  patched,
  read,
  roles,
  stored,
  storedRoles,
  toConditions,
  toRules,
  windowOf,
} from "./row-vocabulary";
import type { PrivilegeSpelling, UniversalAuthSpelling } from "./spelling-row";

const on = (conditions: object | string): { permissions: DeclaredRule[] } => ({
  permissions: [{ ...read, conditions }],
});
const allow = (...actions: string[]): DeclaredRule => ({ ...read, actions });
const rules = (...permissions: DeclaredRule[]) => ({ permissions });
const lasts = (range: string) => ({ temporary: { range } });
const starts = (start_time: string) => ({ temporary: { range: "100y", start_time } });

/** Privileges that are spelled otherwise in the configuration, on the server, or in both, and mean the same. */
export const privilegeSpellings: readonly PrivilegeSpelling[] = [
  // Rules in the configuration
  {
    title: "actions in another order",
    declared: rules(allow("read", "edit")),
    respelled: rules(allow("edit", "read")),
  },
  { title: "rules in another order", declared: rules(read, roles), respelled: rules(roles, read) },
  {
    title: "a rule split by action",
    declared: rules(allow("read", "edit")),
    respelled: rules(allow("edit"), allow("read")),
  },
  {
    title: "split rules taken together",
    declared: rules(allow("edit"), allow("read")),
    respelled: rules(allow("read", "edit")),
  },
  {
    title: "rules taken together across another",
    declared: rules(allow("edit"), roles, allow("read")),
    respelled: rules(roles, allow("read", "edit")),
  },
  { title: "a rule written twice", respelled: rules(read, read) },
  {
    title: "rules that overlap",
    declared: rules(allow("read", "edit", "delete")),
    respelled: rules(allow("read", "edit"), allow("edit", "delete")),
  },
  { title: "inverted = false written down", respelled: rules({ ...read, inverted: false }) },
  {
    title: "inverted = false left out",
    declared: rules({ ...read, inverted: false }),
    respelled: rules(read),
  },
  { title: "read as describeSecret and readValue", respelled: rules(allow("describeSecret", "readValue")) },
  { title: "read as two rules of its parts", respelled: rules(allow("readValue"), allow("describeSecret")) },
  { title: "read beside its parts", respelled: rules(allow("read", "readValue")) },
  {
    title: "the parts of read as read",
    declared: rules(allow("describeSecret", "readValue")),
    respelled: rules(read),
  },
  // Conditions in the configuration
  { title: "conditions with spaces and line breaks", respelled: on(JSON.stringify(app, null, 2)) },
  {
    title: "conditions with their keys in another order",
    respelled: on({ secretPath: app.secretPath, environment: "prod" }),
  },
  {
    title: "conditions with escapes",
    respelled: on(String.raw`{"environment":"\u0070rod","secretPath":{"\u0024glob":"\/app\/**"}}`),
  },
  { title: "an environment by $eq", respelled: on({ ...app, environment: { $eq: "prod" } }) },
  { title: "an environment by $in", respelled: on({ ...app, environment: { $in: ["prod"] } }) },
  { title: "an environment twice in $in", respelled: on({ ...app, environment: { $in: ["prod", "prod"] } }) },
  {
    title: "an environment by $eq written as a text",
    declared: on({ ...app, environment: { $eq: "prod" } }),
    respelled: on(app),
  },
  {
    title: "a split rule with its conditions spelled in two ways",
    declared: rules(allow("read", "edit")),
    respelled: rules(read, { ...allow("edit"), conditions: { ...app, environment: { $in: ["prod"] } } }),
  },
  // Windows in the configuration
  { title: "1h as 60m", declared: lasts("1h"), respelled: lasts("60m") },
  { title: "60m as 1 hour", declared: lasts("60m"), respelled: lasts("1 hour") },
  { title: "1h as 3600s", declared: lasts("1h"), respelled: lasts("3600s") },
  { title: "1h as 3600000ms", declared: lasts("1h"), respelled: lasts("3600000ms") },
  { title: "1h as 1H", declared: lasts("1h"), respelled: lasts("1H") },
  { title: "90m as 1.5h", declared: lasts("90m"), respelled: lasts("1.5h") },
  { title: "30m as .5h", declared: lasts("30m"), respelled: lasts(".5h") },
  { title: "7d as 1w", declared: lasts("7d"), respelled: lasts("1w") },
  { title: "1y as 365.25 days", declared: lasts("1y"), respelled: lasts("365.25 days") },
  {
    title: "a start with three decimals",
    declared: { temporary: century },
    respelled: starts("2020-01-01T00:00:00.000Z"),
  },
  {
    title: "a start east of Greenwich",
    declared: { temporary: century },
    respelled: starts("2020-01-01T05:45:00+05:45"),
  },
  {
    title: "a start west of Greenwich",
    declared: { temporary: century },
    respelled: starts("2019-12-31T19:00:00-05:00"),
  },
  {
    title: "a start with an offset of zero",
    declared: starts("2020-01-01T00:00:00+00:00"),
    respelled: starts("2020-01-01T00:00:00Z"),
  },
  {
    title: "a start in lower case",
    declared: { temporary: century },
    respelled: starts("2020-01-01t00:00:00z"),
  },
  {
    title: "a start with nanoseconds",
    declared: starts("2020-01-01T00:00:00.123456789Z"),
    respelled: starts("2020-01-01T00:00:00.123Z"),
  },
  {
    title: "a start with one decimal",
    declared: starts("2020-01-01T00:00:00.5Z"),
    respelled: starts("2020-01-01T00:00:00.500Z"),
  },
  {
    title: "a configured start that is left out later",
    declared: { temporary: century },
    respelled: lasts("100y"),
  },
  { title: "an identity in upper case", respelled: { identity: "in upper case" } },
  { title: "an identity in lower case", declared: { identity: "in upper case" }, respelled: {} },
  // Rules on the server
  {
    title: "one rule for all actions on the server",
    declared: rules(allow("read", "edit")),
    outside: toRules(stored(["edit", "read"])),
  },
  {
    title: "a rule for each action on the server, backwards",
    declared: rules(allow("read", "edit")),
    outside: toRules(stored("edit"), stored("read")),
  },
  { title: "subject and action as lists", outside: toRules({ ...stored(["read"]), subject: ["secrets"] }) },
  { title: "subject and action as texts", outside: toRules(stored("read")) },
  { title: "a rule stored twice", outside: toRules(stored("read"), stored("read")) },
  { title: "an action stored twice", outside: toRules(stored(["read", "read"])) },
  { title: "a rule without actions", outside: [{ moreRules: [stored([], {})] }] },
  { title: "inverted = false on the server", outside: toRules({ ...stored("read"), inverted: false }) },
  {
    title: "two subjects in one rule on the server",
    declared: rules(roles, { ...roles, subject: "member" }),
    outside: toRules({ ...storedRoles, subject: ["member", "role"] }),
  },
  {
    title: "rules in another order on the server",
    declared: rules(read, roles),
    outside: [{ reverseRules: true }],
  },
  { title: "read as its parts on the server", outside: toRules(stored(["describeSecret", "readValue"])) },
  {
    title: "read as two rules of its parts on the server",
    outside: toRules(stored("readValue"), stored("describeSecret")),
  },
  {
    title: "condition keys in another order on the server",
    outside: toConditions({ secretPath: app.secretPath, environment: "prod" }),
  },
  {
    title: "an environment by $eq on the server",
    outside: toConditions({ ...app, environment: { $eq: "prod" } }),
  },
  {
    title: "an environment by $in on the server",
    outside: toConditions({ ...app, environment: { $in: ["prod", "prod"] } }),
  },
  {
    title: "null for no conditions",
    declared: rules(roles),
    outside: toRules({ ...storedRoles, conditions: null }),
  },
  {
    title: "the same rules by another client of API v1",
    declared: rules(allow("read", "edit")),
    outside: patched(["edit", "read"]),
  },
  {
    title: "the server's own additions in another order",
    only: "2026-08",
    outside: [{ reverseRules: true }],
  },
  {
    title: "the server's own additions taken away",
    only: "2026-08",
    outside: toRules({ ...stored(["read"]), inverted: false }),
  },
  {
    title: "the server's own additions to a rule that can edit",
    only: "2026-08",
    declared: rules(allow("read", "create", "edit", "delete"), roles),
    outside: [{ reverseRules: true }],
  },
  // What API v1 can't write and the configuration says, too
  {
    title: "members of $in in another order",
    outside: toConditions({ ...app, environment: { $in: ["dev", "prod"] } }),
    respelled: on({ ...app, environment: { $in: ["prod", "dev", "prod"] } }),
    takenOver: ["permissions[0].conditions"],
  },
  {
    title: "operators in another order",
    outside: toConditions({ environment: { $ne: "dev", $glob: "p*" } }),
    respelled: on({ environment: { $glob: "p*", $ne: "dev" } }),
    takenOver: ["permissions[0].conditions"],
  },
  {
    title: "a number in another notation",
    outside: toConditions({ ...app, level: 1 }),
    respelled: on('{"level":1.0,"environment":"prod","secretPath":{"$glob":"/app/**"}}'),
    takenOver: ["permissions[0].conditions"],
  },
  {
    title: "rules with an inverted one, split in place",
    only: "2026-08",
    outside: toRules(
      stored(["read", "edit"], {}),
      { ...stored(["read", "delete"]), inverted: true },
      stored("create"),
    ),
    respelled: rules(
      { ...allow("edit"), conditions: {} },
      { ...allow("readValue", "describeSecret"), conditions: {} },
      { ...allow("delete"), inverted: true },
      { ...allow("read"), inverted: true },
      allow("create"),
    ),
    takenOver: ["permissions[0].actions", "permissions[0].conditions", "permissions[1]", "permissions[2]"],
  },
  // The row on the server
  { title: "it was written again as it was", outside: [{ edit: {} }] },
  { title: "it was deleted and made again as it was", outside: [{ recreate: {} }], takenOver: ["id"] },
  {
    title: "the identity got other privileges",
    outside: [{ add: { slug: "aaa" } }, { add: { slug: "zzz", permissions: [stored("delete", {})] } }],
  },
  { title: "another identity has the same slug", only: "2026-08", outside: [{ addForAnotherIdentity: {} }] },
  {
    title: "it was renamed where no slug is declared",
    declared: { slug: null },
    outside: [{ edit: { slug: "renamed-where-none-is-declared" } }],
    takenOver: ["slug"],
  },
  {
    title: "a permanent row keeps a window from before",
    outside: [{ edit: { ...windowOf("1h", 0, hour), isTemporary: false } }],
  },
  {
    title: "a temporary row without a mode",
    declared: lasts("4h"),
    outside: [{ edit: { temporaryMode: null } }],
  },
  {
    title: "4h as 240m on the server",
    declared: lasts("4h"),
    outside: [{ edit: { temporaryRange: "240m" } }],
  },
  {
    title: "a window that ends",
    declared: { temporary: ended },
    outside: [{ edit: {} }],
    warning: "Privilege Has Ended",
  },
];

const ips = (...access_token_trusted_ips: string[]) => ({ access_token_trusted_ips });
const office = ips("10.0.0.0/8", "2001:db8::/32", "203.0.113.7");

/** Universal auths that are spelled otherwise in the configuration, on the server, or in both, and mean the same. */
export const universalAuthSpellings: readonly UniversalAuthSpelling[] = [
  { title: "the default TTL written down", respelled: { access_token_ttl: 2_592_000 } },
  { title: "the default maximum written down", respelled: { access_token_max_ttl: 2_592_000 } },
  { title: "the default of uses written down", respelled: { access_token_num_uses_limit: 0 } },
  {
    title: "defaults left out",
    declared: { access_token_ttl: 2_592_000, access_token_num_uses_limit: 0 },
    respelled: {},
  },
  {
    title: "a TTL that follows a lower maximum, written down",
    declared: { access_token_max_ttl: 3600 },
    respelled: { access_token_max_ttl: 3600, access_token_ttl: 3600 },
  },
  {
    title: "a number written as a text",
    declared: { access_token_ttl: 3600 },
    respelled: { access_token_ttl: "3600" },
  },
  {
    title: "defaults of newer servers written down",
    only: "2026-08",
    respelled: {
      access_token_period: 0,
      lockout_enabled: true,
      lockout_threshold: 3,
      lockout_duration_seconds: 300,
      lockout_counter_reset_seconds: 30,
    },
  },
  { title: "flags written down", respelled: { adopt_existing: false, deletion_protection: false } },
  { title: "an identity in upper case", respelled: { identity: "in upper case" } },
  { title: "any address written down", respelled: ips("::/0", "0.0.0.0/0") },
  { title: "any address with host bits", respelled: ips("10.1.2.3/0", "2001:db8::1/0") },
  { title: "any address left out", declared: ips("0:0:0:0:0:0:0:0/0", "0.0.0.0/0"), respelled: {} },
  {
    title: "networks in another order",
    declared: office,
    respelled: ips("203.0.113.7", "2001:db8::/32", "10.0.0.0/8"),
  },
  {
    title: "a bare address as /32",
    declared: office,
    respelled: ips("10.0.0.0/8", "2001:db8::/32", "203.0.113.7/32"),
  },
  { title: "/32 as a bare address", declared: ips("203.0.113.7/32"), respelled: ips("203.0.113.7") },
  { title: "/128 as a bare address", declared: ips("2001:db8::1/128"), respelled: ips("2001:db8::1") },
  {
    title: "a network with host bits",
    declared: office,
    respelled: ips("10.99.1.2/8", "2001:db8::7/32", "203.0.113.7"),
  },
  {
    title: "a network written twice",
    declared: ips("10.0.0.0/8"),
    respelled: ips("10.0.0.0/8", "10.1.0.0/8"),
  },
  {
    title: "IPv6 in full and in upper case",
    declared: office,
    respelled: ips("10.0.0.0/8", "2001:0DB8:0000:0000:0000:0000:0000:0000/32", "203.0.113.7"),
  },
  { title: "IPv6 with a dotted tail", declared: ips("64:ff9b::a00:1"), respelled: ips("64:ff9b::10.0.0.1") },
  {
    title: "networks in another order on the server",
    declared: office,
    outside: [
      { edit: { accessTokenTrustedIps: [ip("203.0.113.7"), ip("2001:db8::", 32), ip("10.0.0.0", 8)] } },
    ],
  },
  {
    title: "networks otherwise spelled on the server",
    declared: office,
    outside: [
      { edit: { accessTokenTrustedIps: [ip("10.1.1.1", 8), ip("2001:DB8:0::", 32), ip("203.0.113.7", 32)] } },
    ],
  },
  {
    title: "a network twice on the server",
    declared: { client_secret_trusted_ips: ["203.0.113.7"] },
    outside: [{ edit: { clientSecretTrustedIps: [ip("203.0.113.7"), ip("203.0.113.7", 32)] } }],
  },
  {
    title: "any address otherwise spelled on the server",
    outside: [{ edit: { clientSecretTrustedIps: [ip("0:0::0", 0), ip("1.2.3.4", 0)] } }],
  },
  { title: "it was written again as it was", outside: [{ edit: {} }] },
  { title: "a client secret was added", outside: [{ add: "client secret" }] },
];
