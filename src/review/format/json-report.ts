import { z } from "zod";
import { FINDING_KINDS } from "../finding";

const until = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("permanent") }),
    z.object({ kind: z.literal("at"), time: z.string().describe("RFC 3339, UTC.") }),
    z.object({ kind: z.literal("after_apply"), milliseconds: z.number() }),
    z.object({ kind: z.literal("unknown"), milliseconds: z.number().optional() }),
  ])
  .describe(
    "Until when: for ever, until a time, for a time from the apply on, or until a time that is known only after the apply or marked sensitive.",
  );

const setting = z
  .union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])
  .describe("Lifetimes are in seconds, networks in CIDR notation.");

const access = z.object({
  subject: z.string(),
  actions: z.array(z.string()).describe("`read` on `secrets` stands as `describeSecret` and `readValue`."),
  conditions: z.unknown().describe("As declared; null where there are none and the rule holds everywhere."),
  conditions_known: z
    .boolean()
    .describe("false: there may be conditions that are known only after the apply or marked sensitive."),
  except: z.array(z.unknown()).describe("Conditions under which the same privilege forbids it again."),
  until,
});

const resource = z.object({
  plan: z.string(),
  address: z.string(),
  construct_path: z.string().nullable(),
});

const server = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("host"), url: z.string() }),
    z.object({ kind: z.literal("environment") }),
    z.object({
      kind: z.literal("unknown"),
      plan: z.string(),
      provider: z
        .string()
        .nullable()
        .describe('As the plan calls it: "infisicalaccess.eu". null where not even that is told.'),
      from: z
        .array(z.string())
        .describe("What its host is made from, with the values of variables that are not sensitive."),
    }),
  ])
  .describe(
    "The server of the resource's provider: what its `host` is, where the environment of Terraform names it, or where the plan does not tell.",
  );

const finding = z.object({
  kinds: z.array(z.enum(FINDING_KINDS)).min(1),
  identity: z.object({
    key: z.string().describe("The id, or the address of what creates the identity."),
    id: z.string().nullable(),
    name: z.string(),
  }),
  server: server.optional().describe("Left out in format 1.0, which names no servers."),
  concerns: z.enum(["privileges", "universal auth"]),
  project: z.string().nullable().describe("Slug; null for universal auth, and while it is not known."),
  sentence: z.string().describe("For people. Text from outside is escaped."),
  predicate: z.string().describe("The sentence without the identity."),
  access: z.array(access),
  settings: z.array(
    z.object({
      attribute: z.string(),
      from: setting,
      to: setting.optional().describe("Left out where it is known only after the apply or marked sensitive."),
    }),
  ),
  resources: z.array(resource),
});

/** The JSON of a review, which `--format json` prints and `--approved` reads. `docs/review.schema.json` is made from it. */
export const jsonReport = z
  .object({
    format_version: z
      .enum(["1.0", "1.1"])
      .describe("The first number changes when a reader of the old form would be misled. 1.1 names servers."),
    purpose: z.enum(["review", "drift"]),
    judged_as_of: z.string().describe("Windows that end by then count as ended. RFC 3339."),
    plans: z.array(
      z.object({
        source: z.string(),
        terraform_version: z.string().nullable(),
        made_at: z.string().nullable(),
        complete: z.boolean(),
        own_resources: z.number(),
        unknown_version: z
          .string()
          .nullable()
          .describe("What shows that another version of the provider made the plan."),
      }),
    ),
    summary: z.array(z.string()),
    findings: z.array(finding),
    drift: z.array(finding).describe("What happened outside Terraform since the last apply."),
    not_judged: z.array(resource.extend({ type: z.string(), actions: z.array(z.string()) })),
    changes_without_effect: z.number(),
    violations: z.array(
      z.object({
        rule: z.string(),
        sentence: z.string(),
        reason: z.string().optional().describe("Why the approved review does not count for it."),
      }),
    ),
    failures: z
      .array(z.string())
      .describe(
        "What `drift` could not look at, and why. Where there is something, what is missing here may be there.",
      ),
    scope: z.array(z.string()),
  })
  .describe("A review of Terraform plans by `infisical-access review` or `infisical-access drift`.");

export type JsonReport = z.infer<typeof jsonReport>;
export type JsonFinding = z.infer<typeof finding>;
export type JsonAccess = z.infer<typeof access>;
export type JsonUntil = z.infer<typeof until>;
