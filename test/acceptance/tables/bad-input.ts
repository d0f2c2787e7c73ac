/** Something wrong, or suspicious, that a user may write, and what `terraform plan` says of it. */
export interface BadInput {
  /** What is wrong. */
  readonly input: string;
  /** Attributes that replace those of a good privilege, or of a good universal auth config. */
  readonly privilege?: Readonly<Record<string, unknown>>;
  readonly universalAuth?: Readonly<Record<string, unknown>>;
  readonly severity?: "warning";
  readonly summary: string;
  /** On the line that Terraform points at. */
  readonly line: string;
  /** In the text below: the attribute, the value received, the rule or what to do. */
  readonly words: readonly string[];
}

const glob = (text: string) => JSON.stringify({ environment: "prod", secretPath: { $glob: text } });

function rule(changes: object): BadInput["privilege"] {
  return {
    permissions: [
      { actions: ["read"], subject: "secrets", conditions: '{"environment":"prod"}', ...changes },
    ],
  };
}

function slug(value: string, input: string, ...words: string[]): BadInput {
  return {
    input: `a slug ${input}`,
    privilege: { slug: value },
    summary: "Invalid Privilege Slug",
    line: `"slug": ${JSON.stringify(value)}`,
    words: ["slug must", ...words],
  };
}

export const badSlugs: readonly BadInput[] = [
  slug("Read-Prod", "in upper case", 'received is "Read-Prod"', "lower-case letters"),
  slug("read prod", "with a space", 'received is "read prod"', "single hyphens"),
  slug("read_prod", "with an underscore", 'received is "read_prod"'),
  slug("read--prod", "with a double hyphen", 'received is "read--prod"'),
  slug("-read", "that begins with a hyphen", 'received is "-read"'),
  slug("read-", "that ends with a hyphen", 'received is "read-"'),
  slug("prüfer", "with a letter beyond a-z", 'received is "prüfer"'),
  slug(" read ", "with padding, which the server would trim without a word", 'received is " read "'),
  slug("   ", "of spaces, for which the server would choose another", "must not be blank"),
  slug("", "without a character", "must not be blank"),
  slug("a".repeat(61), "of 61 characters", "at most 60 characters", "it has 61"),
];

export const badRules: readonly BadInput[] = [
  {
    input: "no rules",
    privilege: { permissions: [] },
    summary: "No Permissions",
    line: '"permissions": []',
    words: ["permissions must hold at least one rule"],
  },
  {
    input: "a rule without actions",
    privilege: rule({ actions: [] }),
    summary: "No Actions",
    line: '"actions": []',
    words: ["permissions[0].actions must hold at least one action", "read, create, edit, delete"],
  },
  {
    input: "an action in upper case",
    privilege: rule({ actions: ["Read"] }),
    summary: "Unknown Action",
    line: '"Read"',
    words: ["permissions[0].actions", 'received is "Read"', 'Did you mean "read"?'],
  },
  {
    input: "an action with another name than the server's",
    privilege: rule({ actions: ["read", "write"] }),
    summary: "Unknown Action",
    line: '"write"',
    words: ["permissions[0].actions", 'received is "write"', 'Did you mean "edit"?'],
  },
  {
    input: "a misspelled subject",
    privilege: rule({ subject: "secret" }),
    severity: "warning",
    summary: "Unknown Subject",
    line: '"subject": "secret"',
    words: ["permissions[0].subject", 'received is "secret"', 'Did you mean "secrets"?'],
  },
  {
    input: "a subject that only a newer server may know",
    privilege: rule({ subject: "quantum-vaults" }),
    severity: "warning",
    summary: "Unknown Subject",
    line: '"subject": "quantum-vaults"',
    words: ["permissions[0].subject", 'received is "quantum-vaults"'],
  },
  {
    input: "an action that comes to null",
    privilege: rule({ actions: ["read", "${null}"] }),
    summary: "Missing Action",
    line: '"actions": [',
    words: ["permissions[0].actions must not hold null", "give a value to the variable"],
  },
  {
    input: "a rule that comes to null",
    privilege: { permissions: [{ actions: ["read"], subject: "secrets" }, "${null}"] },
    summary: "Missing Value",
    line: "${null}",
    words: ["permissions[1] is required, and its value is null"],
  },
  {
    input: "no subject",
    privilege: rule({ subject: "" }),
    summary: "No Subject",
    line: '"subject": ""',
    words: ["permissions[0].subject", 'Write "secrets"'],
  },
  {
    input: "conditions that are no JSON",
    privilege: rule({ conditions: "prod" }),
    summary: "Invalid Conditions",
    line: '"conditions": "prod"',
    words: ["permissions[0].conditions must hold a JSON object", 'received is "prod"', "jsonencode("],
  },
  {
    input: "conditions that are a JSON list",
    privilege: rule({ conditions: '["prod"]' }),
    summary: "Invalid Conditions",
    line: '"conditions":',
    words: ["permissions[0].conditions must hold a JSON object", "prod"],
  },
  {
    input: "a condition that the server would drop: the key is misspelled",
    privilege: rule({ conditions: '{"enviroment":"prod"}' }),
    summary: "Unknown Condition",
    line: "enviroment",
    words: ["permissions[0].conditions", "drops others silently", 'Did you mean "environment"?'],
  },
  {
    input: "an operator that the server would drop: its sign is missing",
    privilege: rule({ conditions: '{"environment":"prod","secretPath":{"glob":"/app"}}' }),
    summary: "Unknown Condition",
    line: "glob",
    words: ["permissions[0].conditions", 'Did you mean "$glob"?'],
  },
  {
    input: "an empty glob",
    privilege: rule({ conditions: glob("") }),
    summary: "Empty Glob",
    line: "$glob",
    words: ['permissions[0].conditions must not hold an empty "$glob"', 'Write "/**" for all paths'],
  },
  {
    input: "a glob that matches no folder",
    privilege: rule({ conditions: glob("app/**") }),
    severity: "warning",
    summary: "Glob Matches No Folder",
    line: "app/**",
    words: ["permissions[0].conditions", "The rule grants nothing"],
  },
];

function range(value: string, summary: string, input: string, ...words: string[]): BadInput {
  return {
    input: `a range ${input}`,
    privilege: { temporary: { range: value } },
    summary,
    line: `"range": ${JSON.stringify(value)}`,
    words: ["temporary.range must", `received is ${JSON.stringify(value)}`, ...words],
  };
}

function startTime(value: string, input: string): BadInput {
  return {
    input: `a start time ${input}`,
    privilege: { temporary: { range: "4h", start_time: value } },
    summary: "Invalid Start Time",
    line: `"start_time": ${JSON.stringify(value)}`,
    words: ["temporary.start_time must be a time that exists", `received is ${JSON.stringify(value)}`],
  };
}

export const badWindows: readonly BadInput[] = [
  range("4", "Misleading Range", "without a unit, which the server takes for milliseconds", '"4ms"'),
  range("3600", "Misleading Range", "in seconds", "milliseconds", '"3600ms"'),
  range("1M", "Misleading Range", "in M, which the server takes for minutes", "not months", '"1m"'),
  range("1mo", "Invalid Range", "in months", 'for a month write "30d"'),
  range("1h30m", "Invalid Range", "of two units", 'for an hour and a half "90m"'),
  range("PT4H", "Invalid Range", "in ISO 8601", 'Write "30m", "4h", "7d"'),
  range("-4h", "Invalid Range", "below zero", "number above 0"),
  range("0s", "Invalid Range", "of nothing", "number above 0"),
  range(" 4h ", "Invalid Range", "with padding", "one number above 0 and one unit"),
  range("", "Invalid Range", "that is empty", "one number above 0 and one unit"),
  startTime("2026-02-30T08:00:00Z", "on a day that does not exist"),
  startTime("2026-11-23T25:00:00Z", "at an hour that does not exist"),
  startTime("2026-11-23", "without a time of day"),
  startTime("2026-11-23T08:00:00", "without a zone"),
  startTime("tomorrow", "in words"),
  {
    input: "a start time beside renewal triggers",
    privilege: {
      temporary: { range: "4h", start_time: "2026-11-23T08:00:00Z", renew_triggers: { week: "48" } },
    },
    summary: "Conflicting Window",
    line: '"start_time": "2026-11-23T08:00:00Z"',
    words: ["temporary.start_time must not be given together with renew_triggers", "Remove start_time"],
  },
];

export const badPlaces: readonly BadInput[] = [
  {
    input: "an identity's name in place of its id",
    privilege: { identity_id: "checkout-api" },
    summary: "Invalid Identity Id",
    line: '"identity_id": "checkout-api"',
    words: ["identity_id must be a UUID", 'received is "checkout-api"', "page of the machine identity"],
  },
  {
    input: "an identity's name in place of its id for universal auth",
    universalAuth: { identity_id: "checkout-api" },
    summary: "Invalid Identity Id",
    line: '"identity_id": "checkout-api"',
    words: ["identity_id must be a UUID", 'received is "checkout-api"'],
  },
  {
    input: "an identity that comes to null",
    privilege: { identity_id: "${null}" },
    summary: "Missing Value",
    line: '"identity_id": "${null}"',
    words: ["identity_id is required, and its value is null"],
  },
  {
    input: "an identity that comes to null for universal auth",
    universalAuth: { identity_id: "${null}" },
    summary: "Missing Value",
    line: '"identity_id": "${null}"',
    words: ["identity_id is required, and its value is null"],
  },
  {
    input: "a project's name in place of its slug",
    privilege: { project_slug: "Payments Team" },
    summary: "Invalid Project Slug",
    line: '"project_slug": "Payments Team"',
    words: ["project_slug must be the slug", 'received is "Payments Team"'],
  },
];

function number(attribute: string, value: number, ...words: string[]): BadInput {
  return {
    input: `${attribute} = ${value}`,
    universalAuth: { [attribute]: value },
    summary: "Invalid Number",
    line: `"${attribute}": ${value}`,
    words: [`${attribute} must be a whole number`, `received is ${value}`, ...words],
  };
}

export const badLifetimes: readonly BadInput[] = [
  number("access_token_ttl", -1, "seconds from 0 to 315360000"),
  number("access_token_ttl", 315_360_001, "seconds from 0 to 315360000"),
  number("access_token_ttl", 3600.5),
  number("access_token_max_ttl", -1),
  number("access_token_num_uses_limit", -1, "uses"),
  number("lockout_threshold", 31, "from 1 to 30"),
  {
    input: "a token lifetime that Terraform computes to more digits than a double has",
    universalAuth: { access_token_ttl: "${86400 / 7}" },
    summary: "Invalid Number",
    line: '"access_token_ttl"',
    words: ["access_token_ttl must be a whole number", "received is 12342.857142857143"],
  },
  {
    input: "a limit of uses that Terraform computes to more digits than a double has",
    universalAuth: { access_token_num_uses_limit: "${100 / 3}" },
    summary: "Invalid Number",
    line: '"access_token_num_uses_limit"',
    words: ["access_token_num_uses_limit must be a whole number", "received is 33.3333333333333"],
  },
  {
    input: "a token lifetime above its maximum",
    universalAuth: { access_token_ttl: 7200, access_token_max_ttl: 3600 },
    summary: "Token Lifetime Above Its Maximum",
    line: '"access_token_ttl": 7200',
    words: ["access_token_ttl must not be above access_token_max_ttl, 3600 seconds", "received is 7200"],
  },
  {
    input: "a token lifetime above the maximum that holds by default",
    universalAuth: { access_token_ttl: 2_592_001 },
    summary: "Token Lifetime Above Its Maximum",
    line: '"access_token_ttl": 2592001',
    words: ["the default of access_token_max_ttl, 2592000 seconds"],
  },
];

function trustedIp(value: string, input: string, ...words: string[]): BadInput {
  return {
    input: `a trusted address ${input}`,
    universalAuth: { access_token_trusted_ips: [value] },
    summary: "Invalid Trusted Address",
    line: '"access_token_trusted_ips": [',
    words: ["access_token_trusted_ips must hold addresses", `received is ${JSON.stringify(value)}`, ...words],
  };
}

export const badAddresses: readonly BadInput[] = [
  trustedIp("300.1.1.1", "beyond 255", "neither an IPv4 or IPv6 address"),
  trustedIp("vpn.example.com", "that is a host name", "neither an IPv4 or IPv6 address"),
  trustedIp("10.0.0.1-10.0.0.9", "that is a range", "CIDR"),
  trustedIp("10.0.0.0/8abc", "with junk behind the prefix, which the server would swallow", '"8abc"'),
  trustedIp("10.0.0.0/8.9", "with a prefix that is not whole", '"8.9"'),
  trustedIp("10.0.0.0/00", "with the prefix 00, which the server would read as any", '"00"'),
  trustedIp("10.0.0.0/33", "with a prefix beyond 32", "from 0 to 32"),
  trustedIp("2001:db8::/129", "with a prefix beyond 128", "from 0 to 128"),
  trustedIp(" 10.0.0.1 ", "with padding"),
  {
    input: "a trusted address that comes to null",
    universalAuth: { access_token_trusted_ips: ["10.0.0.0/8", "${null}"] },
    summary: "Missing Trusted Address",
    line: '"access_token_trusted_ips": [',
    words: ["access_token_trusted_ips must not hold null", "give a value to the variable"],
  },
  {
    input: "an empty list of trusted addresses",
    universalAuth: { client_secret_trusted_ips: [] },
    summary: "No Trusted Address",
    line: '"client_secret_trusted_ips": []',
    words: ["client_secret_trusted_ips must hold at least one", "Leave the attribute out for any address"],
  },
];

/** Valid on the server, so that a configuration may adopt them, but not to be written through API v1. */
export const unwritableRules: readonly BadInput[] = [
  {
    input: "an action that only a newer server may know",
    privilege: rule({ actions: ["read", "approve"] }),
    summary: "Rule Cannot Be Written Through API v1",
    line: '"approve"',
    words: ["Rule 1", 'the action "approve"', "only read, create, edit, delete"],
  },
  {
    input: "a rule that forbids",
    privilege: rule({ inverted: true }),
    summary: "Rule Cannot Be Written Through API v1",
    line: '"inverted": true',
    words: ["Rule 1", "is inverted", "only rules that allow"],
  },
  {
    input: "a condition that the server would drop: API v1 does not write it",
    privilege: rule({ conditions: '{"environment":"prod","secretName":"DB_PASSWORD"}' }),
    summary: "Rule Cannot Be Written Through API v1",
    line: "secretName",
    words: ["Rule 1", '{"secretName":"DB_PASSWORD"}', 'only "environment" and "secretPath"'],
  },
  {
    input: "a condition with an operator that API v1 does not write",
    privilege: rule({ conditions: '{"environment":{"$in":["dev","prod"]}}' }),
    summary: "Rule Cannot Be Written Through API v1",
    line: "$in",
    words: ["Rule 1", '"environment" only as one plain string'],
  },
];
