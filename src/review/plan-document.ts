import { z } from "zod";
import { UnreadableInput } from "./unreadable-input";

const values = z.record(z.string(), z.unknown()).nullish();

const resourceChange = z.object({
  address: z.string(),
  mode: z.string(),
  type: z.string(),
  provider_name: z.string().optional(),
  deposed: z.string().optional(),
  change: z.object({
    actions: z.array(z.string()),
    before: values,
    after: values,
    after_unknown: z.unknown().optional(),
    before_sensitive: z.unknown().optional(),
    after_sensitive: z.unknown().optional(),
  }),
});

const stateResource = z.object({
  address: z.string(),
  mode: z.string(),
  type: z.string(),
  provider_name: z.string().optional(),
  schema_version: z.number().optional(),
  values,
  sensitive_values: z.unknown().optional(),
});

const stateModule = z.object({
  resources: z.array(stateResource).optional(),
  get child_modules() {
    return z.array(stateModule).optional();
  },
});

const configurationModule = z.object({
  resources: z
    .array(
      z.object({
        address: z.string(),
        provider_config_key: z.string().optional(),
        expressions: z.record(z.string(), z.unknown()).optional(),
        for_each_expression: z.object({ references: z.array(z.string()).optional() }).optional(),
      }),
    )
    .optional(),
  variables: z.record(z.string(), z.object({ sensitive: z.boolean().optional() })).optional(),
  get module_calls() {
    return z
      .record(
        z.string(),
        z.object({
          expressions: z.record(z.string(), z.unknown()).optional(),
          module: configurationModule.optional(),
        }),
      )
      .optional();
  },
});

const planDocument = z.object({
  format_version: z.string(),
  terraform_version: z.string().optional(),
  timestamp: z.string().optional(),
  errored: z.boolean().optional(),
  complete: z.boolean().optional(),
  variables: z.record(z.string(), z.object({ value: z.unknown().optional() })).optional(),
  planned_values: z.object({ root_module: stateModule.optional() }),
  resource_changes: z.array(resourceChange).optional(),
  resource_drift: z.array(resourceChange).optional(),
  deferred_changes: z.array(z.object({ resource_change: resourceChange })).optional(),
  prior_state: z.object({ values: z.object({ root_module: stateModule.optional() }).optional() }).optional(),
  configuration: z
    .object({
      provider_config: z
        .record(
          z.string(),
          z.object({
            full_name: z.string().optional(),
            module_address: z.string().optional(),
            expressions: z.record(z.string(), z.unknown()).optional(),
          }),
        )
        .optional(),
      root_module: configurationModule.optional(),
    })
    .optional(),
});

/** What `terraform show -json` prints of a plan, as far as a review looks at it (https://developer.hashicorp.com/terraform/internals/json-format). */
export type PlanDocument = z.infer<typeof planDocument>;
export type ResourceChange = z.infer<typeof resourceChange>;
export type StateResource = z.infer<typeof stateResource>;
export type StateModule = z.infer<typeof stateModule>;
export type ConfigurationModule = z.infer<typeof configurationModule>;

const HOW = "Write one with `terraform plan -out=FILE` and `terraform show -json FILE`";

/**
 * Reads the JSON of a plan.
 *
 * @param source where it came from, for messages
 * @throws UnreadableInput
 */
export function parsePlan(text: string, source: string): PlanDocument {
  const json = parseJson(text, source);
  const { format_version: version, values: stateValues, planned_values: planned } = json;
  if (typeof version !== "string")
    throw new UnreadableInput(source, `holds JSON, but no plan: there is no format_version. ${HOW}.`);
  if (version.split(".")[0] !== "1") {
    throw new UnreadableInput(
      source,
      `is a plan in format ${version}, and this command knows format 1. Update cdktf-infisical-access.`,
    );
  }
  if (planned === undefined) {
    const kind = stateValues === undefined ? "no plan: there are no planned_values" : "a state, not a plan";
    throw new UnreadableInput(source, `holds ${kind}. ${HOW}.`);
  }
  const parsed = planDocument.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join(".") ?? "";
    throw new UnreadableInput(
      source,
      `is no plan that this command can read: ${where}: ${issue?.message ?? ""}.`,
    );
  }
  if (parsed.data.errored === true)
    throw new UnreadableInput(
      source,
      "is a plan that ended with an error, so that it can't be applied. Plan again.",
    );
  return parsed.data;
}

function parseJson(text: string, source: string): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const hint = /^\s*\{"@level"/.test(text)
      ? `holds the log of \`terraform plan -json\`, not a plan. ${HOW}.`
      : text.trim() === ""
        ? `is empty. ${HOW}.`
        : `is no plan: it is neither JSON (${(error as Error).message}) nor a saved plan file. ${HOW}.`;
    throw new UnreadableInput(source, hint, { cause: error });
  }
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw new UnreadableInput(source, `holds JSON, but no plan. ${HOW}.`);
  return json as Record<string, unknown>;
}
