import { z } from "zod/v3";
import { projectRoleRules } from "../permission/project-roles";
import { listOf } from "../permission/rule";
import { anyAddress, defaultTTL } from "../state/universal-auth-defaults";
import { generatedSlug2024 } from "./generated-slug";
import { isSlug, privilegeSchemas } from "./privilege-schemas";
import { refusals2024 } from "./refusals-2024-07";
import type { Release } from "./release";

const longestTTL = 315_360_000;

/** The 19 subjects of `permissions` (contract/api.md 2, p02:15,22-39). */
const subjects = [
  "role",
  "member",
  "groups",
  "settings",
  "integrations",
  "webhooks",
  "service-tokens",
  "environments",
  "tags",
  "audit-logs",
  "ip-allowlist",
  "workspace",
  "secrets",
  "secret-rollback",
  "secret-approval",
  "secret-rotation",
  "identity",
  "certificate-authorities",
  "certificates",
] as const;

/** Checked for length before it is trimmed, hence the trap of the blank slug (p06:12-15, p10:14). */
const slug = z
  .string()
  .min(1)
  .max(60)
  .trim()
  .refine((text) => text === text.toLowerCase(), "Must be lowercase")
  .refine(isSlug, "Slug must be a valid slug");

const ips = z.object({ ipAddress: z.string().trim() }).array().min(1);
const anyIp = anyAddress().map(({ ipAddress }) => ({ ipAddress: `${ipAddress}/0` }));
const ttl = z.number().int();
const nonZero = (field: string): [(value: number) => boolean, string] => [
  (value) => value !== 0,
  `${field} must have a non zero number`,
];

/** A self-hosted server of July 2024: contract/api.md part A and every exchange in its recordings. */
export const release2024: Release = {
  name: "2024-07",
  rateLimitedByDefault: true,
  rateLimits: { read: 60, write: 200, creation: 30 },
  numbersRequests: false,
  refusals: refusals2024,
  schemas: {
    ...privilegeSchemas(slug, subjects),
    /** A TTL of 0 breaks two rules and is told both (u02:1). */
    attachUniversalAuth: z.object({
      clientSecretTrustedIps: ips.default(anyIp),
      accessTokenTrustedIps: ips.default(anyIp),
      accessTokenTTL: ttl
        .min(1)
        .max(longestTTL)
        .refine(...nonZero("accessTokenTTL"))
        .default(defaultTTL),
      accessTokenMaxTTL: ttl
        .max(longestTTL)
        .refine(...nonZero("accessTokenMaxTTL"))
        .default(defaultTTL),
      accessTokenNumUsesLimit: z.number().int().min(0).default(0),
    }),
    updateUniversalAuth: z.object({
      clientSecretTrustedIps: ips.optional(),
      accessTokenTrustedIps: ips.optional(),
      accessTokenTTL: ttl.min(0).max(longestTTL).optional(),
      accessTokenMaxTTL: ttl
        .max(longestTTL)
        .refine(...nonZero("accessTokenMaxTTL"))
        .optional(),
      accessTokenNumUsesLimit: z.number().int().min(0).optional(),
    }),
  },

  projectRoles: projectRoleRules,

  closedProject: () => undefined,

  generateSlug: generatedSlug2024,

  storedRules: (written) =>
    written.map(({ subject, action, conditions }) => ({
      subject,
      action,
      ...(conditions !== undefined && { conditions }),
    })),

  /** Subject and action are arrays; a rule without conditions has no such key (p02:1-11). */
  shownRules: (stored) =>
    stored.map(({ subject, action, conditions }) => ({
      subject: listOf(subject),
      action: listOf(action),
      ...(conditions !== undefined && { conditions }),
    })),

  shownMembershipId: (row) => row.membershipId,

  findPrivilege: (database, membership, _project, wanted) =>
    database.privileges.ofMembership(membership.id).find((row) => row.slug === wanted),

  renames: true,

  /** All four become null, also when the same body sets them (p11:14,37). */
  permanentFields: {
    temporaryMode: null,
    temporaryRange: null,
    temporaryAccessStartTime: null,
    temporaryAccessEndTime: null,
  },

  universalAuthFields: [
    "id",
    "clientId",
    "accessTokenTTL",
    "accessTokenMaxTTL",
    "accessTokenNumUsesLimit",
    "clientSecretTrustedIps",
    "accessTokenTrustedIps",
    "createdAt",
    "updatedAt",
    "identityId",
  ],
};
