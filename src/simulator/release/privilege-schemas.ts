import ms from "ms";
import { z } from "zod/v3";
import type { BodySchema, PermanentBody, TemporaryBody, UpdateBody } from "./request-schemas";

const actions = ["read", "create", "edit", "delete"] as const;

/** Letters and digits in groups that single hyphens join; the empty string is its own slug (p06:13, p10:14). */
export function isSlug(text: string): boolean {
  return text === "" || /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}

/**
 * `ms` gives undefined for what it cannot read, throws on the empty string (p08:11) and returns undefined for more
 * than 100 characters (p08:44), all of which the answers show.
 */
export function milliseconds(range: string): number {
  const parse: (value: string) => number | undefined = ms as (value: string) => number;
  return parse(range) ?? Number.NaN;
}

const temporaryRange = z
  .string()
  .refine((range) => milliseconds(range) > 0, "Temporary range must be a positive number");
const temporaryMode = z.enum(["relative"]);

/**
 * The form of a date, not whether there is such a day: February 30 and month 13 pass here, minutes without seconds do
 * not (p09:13-32). The library's own check has become stricter and laxer since the server's version of it.
 */
const temporaryAccessStartTime = z.string().superRefine((text, { addIssue }) => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(text)) {
    addIssue({ code: "invalid_string", validation: "datetime", message: "Invalid datetime" });
  }
});

/** The schemas of the three calls that write a privilege, for a release's slugs and subjects. */
export function privilegeSchemas(
  slug: BodySchema<string>,
  subjects: readonly [string, ...string[]],
): {
  permanent: BodySchema<PermanentBody>;
  temporary: BodySchema<TemporaryBody>;
  update: BodySchema<UpdateBody>;
} {
  const secretPath = z.object({ $glob: z.string().min(1) }).optional();
  const permissions = z
    .object({
      action: z.enum(actions),
      subject: z.enum([...subjects]),
      conditions: z.object({ environment: z.string().optional(), secretPath }).optional(),
    })
    .array()
    .optional();
  const privilegePermission = z
    .object({
      actions: z.enum(actions).array().min(1),
      subject: z.enum(["secrets"]),
      conditions: z.object({ environment: z.string(), secretPath }),
    })
    .optional();
  const permanent = z.object({
    identityId: z.string().min(1),
    projectSlug: z.string().min(1),
    slug: slug.optional(),
    permissions,
    privilegePermission,
  });
  return {
    permanent,
    temporary: permanent.extend({ temporaryMode, temporaryRange, temporaryAccessStartTime }),
    update: z.object({
      privilegeSlug: z.string().min(1),
      identityId: z.string().min(1),
      projectSlug: z.string().min(1),
      privilegeDetails: z.object({
        slug: slug.optional(),
        permissions,
        privilegePermission,
        isTemporary: z.boolean().optional(),
        temporaryMode: temporaryMode.optional(),
        temporaryRange: temporaryRange.optional(),
        temporaryAccessStartTime: temporaryAccessStartTime.optional(),
      }),
    }),
  };
}

/** `DELETE` takes its fields in a body (contract/api.md 2, p12:7-10). */
export const deletionSchema = z.object({
  privilegeSlug: z.string().min(1),
  identityId: z.string().min(1),
  projectSlug: z.string().min(1),
});

/** The query of GET and LIST. */
export const privilegeQuerySchema = z.object({
  identityId: z.string().min(1),
  projectSlug: z.string().min(1),
});

export const privilegeParamsSchema = z.object({ privilegeSlug: z.string().min(1) });
