import type { PrivilegeMutation, RefusedMutation, UniversalAuthMutation } from "./mutation-row";
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
  toEnvironment,
  toMore,
  toPath,
  toRules,
  windowOf,
} from "./row-vocabulary";

const actions = ["permissions[0].actions"];
const conditions = ["permissions[0].conditions"];
const secondRule = ["permissions[1]"];
const window = ["access_end_time", "temporary"];
const range = ["access_end_time", "temporary.range"];
const start = ["access_end_time", "temporary.start_time"];
const removed = "Privilege Was Removed Outside Terraform";
const morePrivileged = "Target Is More Privileged";
const sharedSlug = "Several Privileges Share One Slug";

/** What an intruder, a colleague or another tool can do to a privilege, and what the plan after it has to show. */
export const privilegeMutations: readonly PrivilegeMutation[] = [
  // Actions
  { title: "an action is added", outside: patched(["read", "edit"]), plan: actions },
  { title: "all actions are granted", outside: patched(["read", "create", "edit", "delete"]), plan: actions },
  {
    title: "an action is taken away",
    declared: { permissions: [{ ...read, actions: ["read", "edit", "delete"] }] },
    outside: patched(["read", "edit"]),
    plan: actions,
  },
  { title: "an action is exchanged for another", outside: patched(["delete"]), plan: actions },
  {
    title: "an action is added by a rule of its own",
    outside: [{ moreRules: [stored("edit")] }],
    plan: actions,
  },
  {
    title: "read is narrowed to readValue",
    outside: toRules(stored("readValue")),
    plan: { "2026-08": actions },
  },
  {
    title: "an action is added that the operator does not have itself",
    outside: toRules(stored(["read", "lease"])),
    plan: actions,
    refusal: morePrivileged,
  },
  {
    title: "an action is hidden in a rule like those that the server adds",
    outside: [{ moreRules: [stored(["read", "readValue", "edit"])] }],
    plan: { "2026-08": actions },
  },
  { title: "the rule loses all its actions", outside: toRules(stored([])), plan: ["permissions"] },
  // Conditions
  {
    title: "another environment",
    outside: toEnvironment("dev"),
    plan: conditions,
  },
  {
    title: "another case of the environment",
    outside: toEnvironment("PROD"),
    plan: conditions,
  },
  { title: "every environment", outside: toConditions({ secretPath: app.secretPath }), plan: conditions },
  {
    title: "one more environment by $in",
    outside: toEnvironment({ $in: ["prod", "dev"] }),
    plan: conditions,
  },
  {
    title: "every environment but one",
    outside: toEnvironment({ $ne: "dev" }),
    plan: conditions,
  },
  {
    title: "environments by a glob",
    outside: toEnvironment({ $glob: "*" }),
    plan: conditions,
  },
  {
    title: "an environment that is a number",
    outside: toEnvironment(7),
    plan: conditions,
  },
  { title: "an environment that is a list", outside: toEnvironment(["prod"]), plan: conditions },
  { title: "an environment in a look-alike letter", outside: toEnvironment("pr\u043ed"), plan: conditions },
  {
    title: "an environment in another form of Unicode",
    declared: { permissions: [{ ...read, conditions: { environment: "caf\u00e9" } }] },
    outside: toConditions({ environment: "cafe\u0301" }),
    plan: conditions,
  },
  { title: "an environment of null", outside: toEnvironment(null), plan: conditions },
  {
    title: "a wider path",
    outside: toPath({ $glob: "/**" }),
    plan: conditions,
  },
  {
    title: "a narrower path",
    outside: toPath({ $glob: "/app/x" }),
    plan: conditions,
  },
  {
    title: "a path with a slash more",
    outside: toPath({ $glob: "/app/**/" }),
    plan: conditions,
  },
  { title: "every path", outside: patched(["read"], { environment: "prod" }), plan: conditions },
  {
    title: "a path by $eq instead of $glob",
    outside: toPath({ $eq: "/app/**" }),
    plan: conditions,
  },
  {
    title: "no conditions at all",
    outside: toRules({ action: "read", subject: "secrets" }),
    plan: conditions,
  },
  { title: "empty conditions", outside: toConditions({}), plan: conditions },
  {
    title: "empty conditions where none are declared",
    declared: { permissions: [roles] },
    outside: toRules({ ...storedRoles, conditions: {} }),
    plan: conditions,
  },
  {
    title: "conditions where none are declared",
    declared: { permissions: [roles] },
    outside: toRules({ ...storedRoles, conditions: { environment: "dev" } }),
    plan: conditions,
  },
  {
    title: "conditions taken away where empty ones are declared",
    declared: { permissions: [{ ...roles, conditions: {} }] },
    outside: toRules(storedRoles),
    plan: conditions,
  },
  {
    title: "secrets of one name",
    outside: toMore({ secretName: { $eq: "KEY" } }),
    plan: conditions,
  },
  {
    title: "secrets with one tag",
    outside: toMore({ secretTags: { $in: ["a"] } }),
    plan: conditions,
  },
  { title: "a key that nobody knows", outside: toMore({ region: "eu" }), plan: conditions },
  {
    title: "an operator that nobody knows",
    outside: toEnvironment({ $regex: "p" }),
    plan: conditions,
  },
  { title: "conditions that are a text", outside: toConditions("prod"), plan: conditions },
  { title: "conditions that are an empty text", outside: toConditions(""), plan: conditions },
  { title: "conditions that are false", outside: toConditions(false), plan: conditions },
  { title: "conditions that are a list", outside: toConditions(["prod"]), plan: conditions },
  // Rules
  {
    title: "a rule nobody declared, in another environment",
    outside: [{ moreRules: [stored("read", { environment: "dev" })] }],
    plan: secondRule,
  },
  {
    title: "a rule nobody declared, on another subject",
    outside: [{ moreRules: [storedRoles] }],
    plan: secondRule,
  },
  {
    title: "a rule nobody declared, on a subject that nobody knows",
    outside: [{ moreRules: [{ action: "use", subject: "time-machine" }] }],
    plan: secondRule,
    refusal: morePrivileged,
  },
  {
    title: "a rule nobody declared, in front of the declared one",
    outside: [{ moreRules: [stored("read", { environment: "dev" })] }, { reverseRules: true }],
    plan: secondRule,
  },
  {
    title: "one more subject in the same rule",
    outside: toRules({ ...stored("read"), subject: ["secrets", "role"] }),
    plan: secondRule,
  },
  {
    title: "another subject",
    declared: { permissions: [roles] },
    outside: toRules({ ...storedRoles, subject: "member" }),
    plan: ["permissions[0].subject"],
  },
  {
    title: "the last of two rules is gone",
    declared: { permissions: [read, roles] },
    outside: toRules(stored("read")),
    plan: secondRule,
  },
  {
    title: "the first of two rules is gone",
    declared: { permissions: [read, roles] },
    outside: toRules(storedRoles),
    plan: actions,
  },
  {
    title: "the first of two rules is gone and another one came",
    declared: { permissions: [read, roles] },
    outside: toRules({ ...storedRoles, subject: "member" }, storedRoles),
    plan: ["permissions[0].actions", "permissions[2]"],
  },
  {
    title: "one of three rules is widened, and their order changes",
    declared: { permissions: [roles, read, { ...read, conditions: { environment: "dev" } }] },
    outside: toRules(stored("read", { environment: "dev" }), stored(["read", "delete"]), storedRoles),
    plan: ["permissions[1].actions"],
  },
  { title: "all rules are gone", outside: toRules(), plan: ["permissions"] },
  {
    title: "a rule is inverted",
    outside: toRules({ ...stored("read"), inverted: true }),
    plan: { "2026-08": ["permissions[0].inverted"] },
  },
  {
    title: "an inverted rule is added",
    outside: [{ moreRules: [{ ...stored("edit"), inverted: true }] }],
    plan: { "2026-08": secondRule },
  },
  {
    title: "an inverted rule takes back what is declared",
    outside: [{ moreRules: [{ ...stored("read"), inverted: true }] }],
    plan: { "2026-08": secondRule },
  },
  {
    title: "a rule on secret-folders is added",
    outside: [{ moreRules: [{ action: "edit", subject: "secret-folders" }] }],
    plan: { "2026-08": [] },
    isHidden: true,
  },
  {
    title: "a rule on dynamic-secrets is widened",
    outside: [{ moreRules: [{ action: "lease", subject: "dynamic-secrets", conditions: app }] }],
    plan: { "2026-08": [] },
    isHidden: true,
  },
  {
    title: "a rule on secret-imports is taken away",
    outside: toRules(stored("read"), stored(["read", "readValue"])),
    plan: { "2026-08": [] },
    isHidden: true,
  },
  // The row
  {
    title: "it is renamed",
    outside: [{ edit: { slug: "renamed-outside" } }],
    plan: ["slug"],
    refusal: { "2026-08": "Privilege Is Not As Declared" },
  },
  {
    title: "it is renamed and its slug given to another",
    outside: [{ edit: { slug: "swapped-outside" } }, { add: {} }],
    plan: ["slug"],
    refusal: { "2024-07": "Privilege Exists Already", "2026-08": "Privilege Is Not As Declared" },
  },
  {
    title: "it is renamed and widened",
    outside: [{ edit: { slug: "renamed-and-widened", permissions: [stored(["read", "edit"])] } }],
    plan: ["permissions[0].actions", "slug"],
    refusal: { "2026-08": "Privilege Is Not As Declared" },
    remains: ["slug"],
  },
  { title: "it is deleted", outside: [{ remove: "privilege" }], plan: "create", warning: removed },
  {
    title: "it is deleted and made again with a wider path",
    outside: [{ recreate: { permissions: [stored("read", { environment: "prod" })] } }],
    plan: conditions,
  },
  {
    title: "it is deleted and made again for a while",
    outside: [{ recreate: windowOf("1h", Date.now(), hour) }],
    plan: window,
    warning: "Privilege Becomes Permanent",
  },
  {
    title: "another one gets its slug and comes first",
    outside: [{ add: {} }, { edit: { permissions: [stored("edit")] } }],
    plan: actions,
    warning: sharedSlug,
    refusal: sharedSlug,
  },
  {
    title: "another one gets its slug",
    outside: [{ add: {} }],
    plan: [],
    warning: sharedSlug,
  },
  {
    title: "another identity's privilege of the same slug hides it from API v1",
    outside: [{ addForAnotherIdentity: {} }, { edit: { permissions: [stored("edit")] } }],
    plan: { "2026-08": actions },
    refusal: "Privilege Cannot Be Addressed",
  },
  {
    title: "its slug becomes empty, so that no request can address it",
    outside: [{ edit: { slug: "" } }],
    plan: { "2024-07": ["slug"] },
    refusal: "Invalid Request",
  },
  {
    title: "the membership is removed and given back",
    outside: [{ remove: "membership" }, { give: "membership" }],
    plan: "create",
    warning: removed,
  },
  {
    title: "the membership is removed",
    outside: [{ remove: "membership" }],
    plan: "create",
    warning: removed,
    refusal: { "2024-07": "Identity Not Found", "2026-08": "Membership Missing" },
  },
  {
    title: "the identity is deleted",
    outside: [{ remove: "identity" }],
    plan: "create",
    warning: removed,
    refusal: "Identity Not Found",
  },
  // Windows
  {
    title: "permanent becomes temporary",
    outside: [{ edit: windowOf("1h", Date.now(), hour) }],
    plan: window,
    warning: "Privilege Becomes Permanent",
  },
  {
    title: "permanent becomes temporary without a mode",
    outside: [{ edit: { ...windowOf("1h", Date.now(), hour), temporaryMode: null } }],
    plan: window,
    warning: "Privilege Becomes Permanent",
  },
  {
    title: "temporary becomes permanent",
    declared: { temporary: { range: "4h" } },
    outside: [
      {
        patch: {
          isTemporary: false,
          privilegePermission: { actions: ["read"], subject: "secrets", conditions: app },
        },
      },
    ],
    plan: window,
  },
  {
    title: "temporary with a configured start becomes permanent",
    declared: { temporary: century },
    outside: [{ edit: { isTemporary: false } }],
    plan: window,
  },
  {
    title: "temporary with triggers becomes permanent",
    declared: { temporary: { range: "4h", renew_triggers: { ticket: "OPS-1" } } },
    outside: [{ edit: { isTemporary: false } }],
    plan: window,
  },
  {
    title: "the range is prolonged",
    declared: { temporary: { range: "4h" } },
    outside: [
      {
        patch: {
          temporaryRange: "400d",
          privilegePermission: { actions: ["read"], subject: "secrets", conditions: app },
        },
      },
    ],
    plan: range,
  },
  {
    title: "the range is shortened until the window has ended",
    declared: { temporary: century },
    outside: [{ edit: windowOf("1h", Date.parse(century.start_time), hour) }],
    plan: range,
    warning: "Ended Privilege Comes Into Force Again",
  },
  {
    title: "the range is null",
    declared: { temporary: { range: "4h" } },
    outside: [{ edit: { temporaryRange: null } }],
    plan: range,
  },
  {
    title: "an open window is moved back",
    declared: { temporary: { range: "4h" } },
    outside: [{ moveWindow: -2 * hour }],
    plan: start,
  },
  {
    title: "an open window is moved by a millisecond",
    declared: { temporary: { range: "4h" } },
    outside: [{ moveWindow: 1 }],
    plan: start,
  },
  {
    title: "an open window is moved to 2099",
    declared: { temporary: { range: "4h" } },
    outside: [{ edit: windowOf("4h", Date.UTC(2099, 0), 4 * hour) }],
    plan: start,
  },
  {
    title: "a window with a configured start is moved",
    declared: { temporary: century },
    outside: [{ moveWindow: hour }],
    plan: start,
  },
  {
    title: "an ended window is moved to now",
    declared: { temporary: ended },
    outside: [{ edit: windowOf("1h", Date.now(), hour) }],
    plan: start,
    warning: "Privilege Has Ended",
  },
  {
    title: "an ended window is prolonged to 2099",
    declared: { temporary: ended },
    outside: [{ edit: windowOf("100y", Date.parse(ended.start_time), 876_600 * hour) }],
    plan: range,
    warning: "Privilege Has Ended",
  },
  {
    title: "the window is moved and prolonged so that its end stays",
    declared: { temporary: century },
    outside: [{ edit: windowOf("876599h", Date.parse(century.start_time) + hour, 876_599 * hour) }],
    plan: ["access_end_time", "temporary.range", "temporary.start_time"],
  },
  {
    title: "the start is null",
    declared: { temporary: { range: "4h" } },
    outside: [{ edit: { temporaryAccessStartTime: null } }],
    plan: start,
  },
  {
    title: "only the end is moved, in the database",
    declared: { temporary: { range: "4h" } },
    outside: [{ edit: { temporaryAccessEndTime: Date.UTC(2099, 0) } }],
    plan: ["access_end_time"],
  },
  {
    title: "an open window's privilege is deleted",
    declared: { temporary: { range: "4h" } },
    outside: [{ remove: "privilege" }],
    plan: ["id"],
    warning: removed,
  },
  {
    title: "an open window's privilege with triggers is deleted",
    declared: { temporary: { range: "4h", renew_triggers: { ticket: "OPS-1" } } },
    outside: [{ remove: "privilege" }],
    plan: ["id"],
    warning: removed,
  },
  {
    title: "an open window's membership is removed and given back",
    declared: { temporary: { range: "4h" } },
    outside: [{ remove: "membership" }, { give: "membership" }],
    plan: ["id"],
    warning: removed,
  },
  {
    title: "an ended window's privilege is deleted",
    declared: { temporary: ended },
    outside: [{ remove: "privilege" }],
    plan: [],
    warning: "Ended Privilege Was Removed Outside Terraform",
  },
  {
    title: "window and rules change together",
    declared: { temporary: century },
    outside: [
      {
        edit: {
          ...windowOf("1y", Date.parse(century.start_time), 8_766 * hour),
          permissions: [stored("read", {})],
        },
      },
    ],
    plan: [...range, ...conditions],
    warning: "Ended Privilege Comes Into Force Again",
  },
];

const detached = "Universal Auth Was Removed Outside Terraform";
const reattached = "Universal Auth Was Attached Anew Outside Terraform";
const office = { access_token_trusted_ips: ["10.0.0.0/8", "2001:db8::/32"] };
const tokenIps = ["access_token_trusted_ips"];
const secretIps = ["client_secret_trusted_ips"];

/** What can be done to a universal auth. */
export const universalAuthMutations: readonly UniversalAuthMutation[] = [
  // Lifetimes and uses
  {
    title: "a longer TTL",
    declared: { access_token_ttl: 3600 },
    outside: [{ patch: { accessTokenTTL: 7200 } }],
    plan: ["access_token_ttl"],
  },
  {
    title: "a shorter TTL",
    declared: { access_token_ttl: 3600 },
    outside: [{ patch: { accessTokenTTL: 60 } }],
    plan: ["access_token_ttl"],
  },
  {
    title: "a TTL of 0",
    declared: { access_token_ttl: 3600 },
    outside: [{ patch: { accessTokenTTL: 0 } }],
    plan: ["access_token_ttl"],
  },
  {
    title: "a TTL that is left to its default",
    outside: [{ patch: { accessTokenTTL: 3600 } }],
    plan: ["access_token_ttl"],
  },
  {
    title: "a TTL above the maximum",
    outside: [{ edit: { accessTokenTTL: 9_000_000 } }],
    plan: ["access_token_ttl"],
  },
  {
    title: "a higher maximum",
    declared: { access_token_ttl: 3600, access_token_max_ttl: 7200 },
    outside: [{ patch: { accessTokenTTL: 3600, accessTokenMaxTTL: 315_360_000 } }],
    plan: ["access_token_max_ttl"],
  },
  {
    title: "a maximum that is left to its default",
    declared: { access_token_ttl: 3600 },
    outside: [{ edit: { accessTokenMaxTTL: 3600 } }],
    plan: ["access_token_max_ttl"],
  },
  {
    title: "a negative maximum",
    outside: [{ edit: { accessTokenMaxTTL: -1 } }],
    plan: ["access_token_max_ttl"],
  },
  { title: "no maximum", outside: [{ edit: { accessTokenMaxTTL: 0 } }], plan: ["access_token_max_ttl"] },
  {
    title: "both lifetimes",
    declared: { access_token_ttl: 60, access_token_max_ttl: 600 },
    outside: [{ edit: { accessTokenTTL: 600, accessTokenMaxTTL: 6000 } }],
    plan: ["access_token_max_ttl", "access_token_ttl"],
  },
  {
    title: "a limit of uses is lifted",
    declared: { access_token_num_uses_limit: 5 },
    outside: [{ patch: { accessTokenNumUsesLimit: 0 } }],
    plan: ["access_token_num_uses_limit"],
  },
  {
    title: "a limit of uses is set",
    outside: [{ patch: { accessTokenNumUsesLimit: 1 } }],
    plan: ["access_token_num_uses_limit"],
  },
  // Networks
  {
    title: "a network is added",
    declared: office,
    outside: [
      {
        patch: {
          accessTokenTrustedIps: ["10.0.0.0/8", "2001:db8::/32", "203.0.113.9"].map((ipAddress) => ({
            ipAddress,
          })),
        },
      },
    ],
    plan: tokenIps,
  },
  {
    title: "a network is removed",
    declared: office,
    outside: [{ edit: { accessTokenTrustedIps: [ip("10.0.0.0", 8)] } }],
    plan: tokenIps,
  },
  {
    title: "a network is wider",
    declared: office,
    outside: [{ edit: { accessTokenTrustedIps: [ip("10.0.0.0", 7), ip("2001:db8::", 32)] } }],
    plan: tokenIps,
  },
  {
    title: "a network becomes the single address that reading and sending back makes of it",
    declared: office,
    outside: [{ edit: { accessTokenTrustedIps: [ip("10.0.0.0"), ip("2001:db8::", 32)] } }],
    plan: tokenIps,
  },
  {
    title: "any address is trusted",
    declared: office,
    outside: [{ edit: { accessTokenTrustedIps: [ip("0.0.0.0", 0), ip("::", 0)] } }],
    plan: tokenIps,
  },
  {
    title: "a network becomes its IPv4-mapped form",
    declared: { access_token_trusted_ips: ["10.0.0.0/8"] },
    outside: [{ edit: { accessTokenTrustedIps: [ip("::ffff:10.0.0.0", 104)] } }],
    plan: tokenIps,
  },
  {
    title: "a list that is left to its default loses IPv6",
    outside: [{ edit: { accessTokenTrustedIps: [ip("0.0.0.0", 0)] } }],
    plan: tokenIps,
  },
  {
    title: "a default list becomes the single address 0.0.0.0",
    outside: [{ edit: { clientSecretTrustedIps: [ip("0.0.0.0"), ip("::")] } }],
    plan: secretIps,
  },
  { title: "an empty list", outside: [{ edit: { clientSecretTrustedIps: [] } }], plan: secretIps },
  {
    title: "client secrets from one more address",
    declared: { client_secret_trusted_ips: ["203.0.113.7"] },
    outside: [{ edit: { clientSecretTrustedIps: [ip("203.0.113.7"), ip("198.51.100.1")] } }],
    plan: secretIps,
  },
  {
    title: "client secrets from a network instead of an address",
    declared: { client_secret_trusted_ips: ["203.0.113.7"] },
    outside: [{ edit: { clientSecretTrustedIps: [ip("203.0.113.7", 24)] } }],
    plan: secretIps,
  },
  {
    title: "a network that is none",
    outside: [{ edit: { clientSecretTrustedIps: [ip("not-an-address")] } }],
    plan: secretIps,
  },
  // What servers of 2026 have
  {
    title: "tokens become periodic",
    outside: [{ edit: { accessTokenPeriod: 60 } }],
    plan: { "2026-08": ["access_token_period"] },
  },
  {
    title: "another period",
    declared: { access_token_period: 60 },
    outside: [{ edit: { accessTokenPeriod: 0 } }],
    plan: { "2026-08": ["access_token_period"] },
  },
  {
    title: "the lockout is switched off",
    outside: [{ patch: { lockoutEnabled: false } }],
    plan: { "2026-08": ["lockout_enabled"] },
  },
  {
    title: "the lockout is switched on",
    declared: { lockout_enabled: false },
    outside: [{ patch: { lockoutEnabled: true } }],
    plan: { "2026-08": ["lockout_enabled"] },
  },
  {
    title: "more failed logins are allowed",
    outside: [{ patch: { lockoutThreshold: 30 } }],
    plan: { "2026-08": ["lockout_threshold"] },
  },
  {
    title: "a lockout is shorter",
    declared: { lockout_duration_seconds: 600 },
    outside: [{ patch: { lockoutDurationSeconds: 30 } }],
    plan: { "2026-08": ["lockout_duration_seconds"] },
  },
  {
    title: "failed logins are forgotten earlier",
    outside: [{ patch: { lockoutCounterResetSeconds: 5 } }],
    plan: { "2026-08": ["lockout_counter_reset_seconds"] },
  },
  {
    title: "everything at once",
    declared: { ...office, access_token_ttl: 60 },
    outside: [
      { edit: { accessTokenTTL: 61, accessTokenNumUsesLimit: 3, accessTokenTrustedIps: [ip("::", 0)] } },
    ],
    plan: ["access_token_num_uses_limit", "access_token_trusted_ips", "access_token_ttl"],
  },
  // The row
  { title: "it is detached", outside: [{ remove: "universal auth" }], plan: "create", warning: detached },
  { title: "it is detached and attached again", outside: [{ reattach: {} }], plan: [], warning: reattached },
  {
    title: "it is detached and attached again with a longer TTL",
    declared: { access_token_ttl: 3600 },
    outside: [{ reattach: { accessTokenTTL: 7200 } }],
    plan: ["access_token_ttl"],
    warning: reattached,
  },
  {
    title: "another method takes its place",
    outside: [{ replaceBy: "token auth" }],
    plan: "create",
    warning: detached,
    refusal: "Universal Auth Is Attached Already",
  },
  {
    title: "its identity is deleted",
    outside: [{ remove: "identity" }],
    plan: "create",
    warning: detached,
    refusal: "Identity Not Found",
  },
];

/** What ends in an error because nothing true can be planned: each of these rows is in a project of its own. */
export const refusedMutations: readonly RefusedMutation[] = [
  {
    title: "the operator loses its membership",
    outside: [{ operatorBecomes: "no member" }],
    error: "Project Not Visible",
  },
  {
    title: "the operator becomes a viewer",
    outside: [{ operatorBecomes: "viewer" }],
    error: "Permission Denied",
  },
  { title: "the project is deleted", outside: [{ remove: "project" }], error: "Project Not Visible" },
  { title: "the project is renamed", outside: [{ rename: "project" }], error: "Project Not Visible" },
];
