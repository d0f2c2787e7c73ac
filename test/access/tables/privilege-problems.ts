import type { Problem } from "../../../src/access/problem";
import type { PrivilegeInput } from "../../../src/access/validate-privilege";
import type { RuleInput } from "../../../src/access/validate-rule";

interface ProblemRow {
  readonly title: string;
  readonly input: PrivilegeInput;
  readonly path: string;
  readonly severity?: Problem["severity"];
  /** Parts of the detail: the value received, the rule, what to do. */
  readonly says: readonly string[];
}

function rule(input: RuleInput): PrivilegeInput {
  return { permissions: [{ actions: ["read"], subject: "role" }, input] };
}

function conditions(value: unknown): PrivilegeInput {
  return rule({ conditions: typeof value === "string" ? value : JSON.stringify(value) });
}

/** What is wrong with a privilege before an apply. Each row has one problem, an error unless the row says otherwise. */
export const privilegeProblems: readonly ProblemRow[] = [
  {
    title: "an identity's name in place of its id",
    input: { identityId: "deploy-bot" },
    path: "identity_id",
    says: ['"deploy-bot"', "must be a UUID"],
  },
  {
    title: "a padded identity id",
    input: { identityId: " 78e59e24-a17b-4a93-8700-6f60a7f332fd" },
    path: "identity_id",
    says: ["must be a UUID"],
  },
  {
    title: "no project",
    input: { projectSlug: "" },
    path: "project_slug",
    says: ["must be the slug of a project"],
  },
  {
    title: "a project's name in place of its slug",
    input: { projectSlug: "My Project" },
    path: "project_slug",
    says: ['"My Project"', "hold no spaces"],
  },
  { title: "an empty slug", input: { slug: "" }, path: "slug", says: ["must not be blank"] },
  { title: "a blank slug", input: { slug: "   " }, path: "slug", says: ["must not be blank"] },
  {
    title: "a padded slug",
    input: { slug: " padded " },
    path: "slug",
    says: ['" padded "', "lower-case letters"],
  },
  { title: "a slug in upper case", input: { slug: "Read-Prod" }, path: "slug", says: ['"Read-Prod"'] },
  { title: "an underscore in a slug", input: { slug: "read_prod" }, path: "slug", says: ["single hyphens"] },
  { title: "two hyphens in a slug", input: { slug: "read--prod" }, path: "slug", says: ["single hyphens"] },
  { title: "a hyphen before a slug", input: { slug: "-prod" }, path: "slug", says: ["single hyphens"] },
  { title: "a hyphen behind a slug", input: { slug: "prod-" }, path: "slug", says: ["single hyphens"] },
  { title: "a letter beyond ASCII in a slug", input: { slug: "prüd" }, path: "slug", says: ["a-z"] },
  {
    title: "a slug of 61 characters",
    input: { slug: "a".repeat(61) },
    path: "slug",
    says: ["at most 60 characters, but it has 61"],
  },
  {
    title: "no rules",
    input: { permissions: [] },
    path: "permissions",
    says: ["must hold at least one rule"],
  },
  {
    title: "no actions",
    input: rule({ actions: [] }),
    path: "permissions[1].actions",
    says: ["must hold at least one action", "read, create, edit, delete"],
  },
  {
    title: "an action twice",
    input: rule({ actions: ["read", "edit", "read"] }),
    path: "permissions[1].actions",
    says: ["must not hold an action twice", '"read"'],
  },
  {
    title: "a misspelled action",
    input: rule({ actions: ["reed"] }),
    path: "permissions[1].actions",
    says: ['"reed"', "read, create, edit, delete", 'Did you mean "read"?'],
  },
  {
    title: "letters swapped in an action",
    input: rule({ actions: ["craete"] }),
    path: "permissions[1].actions",
    says: ['Did you mean "create"?'],
  },
  {
    title: "an action in upper case",
    input: rule({ actions: ["Delete"] }),
    path: "permissions[1].actions",
    says: ['Did you mean "delete"?'],
  },
  {
    title: "the word write, which the reference of API v1 uses",
    input: rule({ actions: ["write"] }),
    path: "permissions[1].actions",
    says: ['Did you mean "edit"?'],
  },
  {
    title: "a misspelled action of a newer server",
    input: rule({ actions: ["read-value"] }),
    path: "permissions[1].actions",
    says: ['Did you mean "readValue"?'],
  },
  { title: "an empty action", input: rule({ actions: [""] }), path: "permissions[1].actions", says: ['""'] },
  { title: "no subject", input: rule({ subject: "" }), path: "permissions[1].subject", says: ["must name"] },
  {
    title: "an unknown subject",
    input: rule({ subject: "quantum-keys" }),
    path: "permissions[1].subject",
    severity: "warning",
    says: ['"quantum-keys"', "does not know"],
  },
  {
    title: "a misspelled subject",
    input: rule({ subject: "secret" }),
    path: "permissions[1].subject",
    severity: "warning",
    says: ['"secret"', 'Did you mean "secrets"?'],
  },
  {
    title: "a subject that newer servers hide",
    input: rule({ subject: "secret-folders" }),
    path: "permissions[1].subject",
    severity: "warning",
    says: ["newer servers hide", "no drift is found"],
  },
  {
    title: "conditions that are no JSON",
    input: conditions("environment = prod"),
    path: "permissions[1].conditions",
    says: ["must hold a JSON object", '"environment = prod"', "jsonencode("],
  },
  {
    title: "conditions that are a list",
    input: conditions("[]"),
    path: "permissions[1].conditions",
    says: ["but it holds an array"],
  },
  {
    title: "a value that was pasted into conditions and replaces another",
    input: conditions('{"environment":"x","environment":"*"}'),
    path: "permissions[1].conditions",
    says: ["must not hold a key twice"],
  },
  {
    title: "a misspelled field",
    input: conditions({ enviroment: "prod" }),
    path: "permissions[1].conditions",
    says: [
      '{"enviroment":"prod"}',
      "environment, secretPath, secretName, secretTags",
      'Did you mean "environment"?',
    ],
  },
  {
    title: "a field in the case of Terraform",
    input: conditions({ secret_path: { $glob: "/**" } }),
    path: "permissions[1].conditions",
    says: ['Did you mean "secretPath"?'],
  },
  {
    title: "an operator without its dollar sign",
    input: conditions({ secretPath: { glob: "/**" } }),
    path: "permissions[1].conditions",
    says: ["$eq, $ne, $in, $glob", 'Did you mean "$glob"?'],
  },
  {
    title: "an empty glob",
    input: conditions({ environment: "prod", secretPath: { $glob: "" } }),
    path: "permissions[1].conditions",
    says: ['must not hold an empty "$glob"', '"/**"'],
  },
  {
    title: "a glob without a leading slash",
    input: conditions({ secretPath: { $glob: "app" } }),
    path: "permissions[1].conditions",
    severity: "warning",
    says: ['"app"', "matches no folder"],
  },
  {
    title: "a glob with the line ending of the file that it was read from",
    input: conditions({ secretPath: { $glob: "/app/**\r\n" } }),
    path: "permissions[1].conditions",
    severity: "warning",
    says: ['"/app/**\\r\\n"', "matches no folder"],
  },
  ...["prod\n", " prod", { $eq: "prod " }].map((environment) => ({
    title: `the environment ${JSON.stringify(environment)}`,
    input: conditions({ environment }),
    path: "permissions[1].conditions",
    severity: "warning" as const,
    says: [
      JSON.stringify(typeof environment === "string" ? environment : environment.$eq),
      "white space at an end, and no environment has that in its slug",
      "trimspace",
    ],
  })),
  {
    title: "a glob with a trailing slash",
    input: conditions({ secretPath: { $glob: "/app/" } }),
    path: "permissions[1].conditions",
    severity: "warning",
    says: ['"/app/"', "matches no folder"],
  },
  ...["1mo", "1 month", "0s", "-1h", "", " 1h ", "1h30m", "P1D", "1e3", "soon"].map((range) => ({
    title: `the range ${JSON.stringify(range)}`,
    input: { temporary: { range } },
    path: "temporary.range",
    says: [JSON.stringify(range), "one number above 0 and one unit", '"30d"'],
  })),
  {
    title: "a range that ends after the last date there is",
    input: { temporary: { range: "300000y" } },
    path: "temporary.range",
    says: ['"300000y"', "must end at a date that the server can store", "leave temporary out"],
  },
  {
    title: "a range without a unit",
    input: { temporary: { range: "3600" } },
    path: "temporary.range",
    says: ['"3600"', "reads a bare number as milliseconds", '"3600ms"'],
  },
  {
    title: "a range in M",
    input: { temporary: { range: "1M" } },
    path: "temporary.range",
    says: ['"1M"', "reads as minutes, not months", '"1m"', '"30d"'],
  },
  {
    title: "a range of nothing",
    input: { temporary: { range: "0.4ms" } },
    path: "temporary.range",
    says: ["must be one millisecond or longer"],
  },
  ...[
    "2026-02-30T00:00:00Z",
    "2026-11-23T24:00:00Z",
    "2026-11-23T18:00:60Z",
    "2026-11-23T18:00:00",
    "2026-11-23",
    "+102031-01-20T18:00:00Z",
  ].map((startTime) => ({
    title: `the start ${startTime}`,
    input: { temporary: { range: "4h", startTime } },
    path: "temporary.start_time",
    says: [JSON.stringify(startTime), "must be a time that exists", "RFC 3339", '"2026-11-23T18:00:00Z"'],
  })),
  {
    title: "triggers beside a start",
    input: {
      temporary: { range: "4h", startTime: "2026-11-23T18:00:00Z", renewTriggers: { deployment: "7" } },
    },
    path: "temporary.start_time",
    says: ["must not be given together with renew_triggers", '"2026-11-23T18:00:00Z"'],
  },
  {
    title: "control and bidirectional characters, shown escaped",
    input: { slug: "a\u001b[31m\u202eb\u0085" },
    path: "slug",
    says: ["a\\u001b[31m\\u{202e}b\\u{85}"],
  },
];

/** Privileges with nothing wrong, as far as they are known. */
export const soundPrivileges: readonly { readonly title: string; readonly input: PrivilegeInput }[] = [
  { title: "nothing known", input: {} },
  {
    title: "everything known",
    input: {
      identityId: "78E59E24-A17B-4A93-8700-6F60A7F332FD",
      projectSlug: "alpha-x1-y2",
      slug: "a".repeat(60),
      permissions: [
        {
          actions: ["read", "create", "edit", "delete"],
          subject: "secrets",
          conditions: '{"environment":"prod","secretPath":{"$glob":"/payments/**"}}',
        },
      ],
      temporary: { range: "1.5 hours", startTime: "2026-11-23T19:00:00.5+01:00", renewTriggers: null },
    },
  },
  { title: "a slug of digits", input: { slug: "1" } },
  { title: "a slug that is left out", input: { slug: null } },
  {
    title: "an unknown rule, and an unknown action",
    input: { permissions: [undefined, { actions: [undefined] }] },
  },
  { title: "a permanent privilege", input: { temporary: null } },
  {
    title: "what API v1 reads but can't write, for a configuration may describe it",
    input: {
      permissions: [
        {
          actions: ["describeSecret", "readValue", "lease", "quantum-leap"],
          subject: "secrets",
          conditions: '{"environment":{"$ne":"prod"},"secretTags":{"$in":["a"]},"custom":{"$nin":["b"]}}',
        },
      ],
    },
  },
  {
    title: "globs that begin or end with a wildcard",
    input: {
      permissions: ["**", "*", "/", "/*", "{/a,/b}", "/app/**", "/app/*/"].map((glob) => ({
        conditions: JSON.stringify({ secretPath: { $glob: glob } }),
      })),
    },
  },
  {
    title: "an environment's glob, which is no path",
    input: { permissions: [{ conditions: JSON.stringify({ environment: { $glob: "prod-*" } }) }] },
  },
  {
    title: "conditions left out, and empty",
    input: { permissions: [{ conditions: null }, { conditions: "{}" }] },
  },
  {
    title: "triggers without a start",
    input: { temporary: { range: "4h", startTime: null, renewTriggers: { a: "b" } } },
  },
  {
    title: "triggers with a start that is not known",
    input: { temporary: { range: "4h", renewTriggers: { a: "b" } } },
  },
];
