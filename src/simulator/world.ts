import { readFileSync } from "node:fs";
import { z } from "zod";

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "must be a UUID in lower case");
const projectRole = z.enum(["admin", "member", "viewer", "no-access"]);
const organizationRole = z.enum(["admin", "member", "no-access"]);

const worldSchema = z.object({
  organizationId: uuid,
  operator: z.object({
    identityId: uuid,
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
    name: z.string().min(1).default("operator"),
    projectRole: projectRole.default("admin"),
    organizationRole: organizationRole.default("admin"),
  }),
  projects: z.array(
    z.object({
      id: uuid,
      slug: z.string().min(1),
      name: z.string().min(1).optional(),
      environments: z.array(z.string()).default(["dev", "staging", "prod"]),
      /** 2026-08: a new project takes no additional privileges (contract/api.md B2, documented). */
      closedToPrivileges: z.boolean().default(false),
    }),
  ),
  targets: z.array(
    z.object({
      identityId: uuid,
      name: z.string().min(1),
      projectRole: projectRole.default("no-access"),
      organizationRole: organizationRole.default("no-access"),
      /** Slugs of the projects that the identity is a member of; all of them when absent. */
      projects: z.array(z.string()).optional(),
    }),
  ),
  outsiders: z
    .array(
      z.object({
        identityId: uuid,
        name: z.string().min(1),
        organizationRole: organizationRole.default("no-access"),
      }),
    )
    .default([]),
});

/** The identities and projects that a simulator starts with, and the credentials of its operator. */
export type World = z.output<typeof worldSchema>;

/** A world as it may be written: everything but identifiers, names and credentials has a default. */
export type WorldInput = z.input<typeof worldSchema>;

export type ProjectRole = z.output<typeof projectRole>;
export type OrganizationRole = z.output<typeof organizationRole>;

/**
 * Checks a world and fills in its defaults; keys that are not known are ignored.
 * @throws Error that names each field which is wrong.
 */
export function parseWorld(input: unknown, source = "the world"): World {
  const result = worldSchema.safeParse(input);
  if (!result.success) {
    throw new Error(`Cannot use ${source}:\n${z.prettifyError(result.error)}`);
  }
  return result.data;
}

/** Reads a world file (the form of contract/world.json). */
export function readWorldFile(path: string): World {
  const text = readFileSync(path, "utf8");
  try {
    return parseWorld(JSON.parse(text), path);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new Error(`Cannot use ${path}: it is not JSON. ${error.message}`, { cause: error });
    }
    throw error;
  }
}
