import { z } from "zod/v3";
import { listOf } from "../permission/rule";
import { anyAddress, defaultTTL } from "../state/universal-auth-defaults";
import { backFilled, isHidden } from "./back-fill";
import { generatedSlug2026 } from "./generated-slug";
import { isSlug, privilegeSchemas } from "./privilege-schemas";
import { Refusal } from "./refusal";
import { privilegeOfAnother, refusals2026 } from "./refusals-2026-08";
import type { Release } from "./release";
import { release2024 } from "./release-2024-07";
import { subjects2026 } from "./subjects-2026-08";

const longestTTL = 315_360_000;

/** Trimmed and lower-cased before it is checked (contract/api.md B2, documented). */
const slug = z.string().trim().toLowerCase().min(1).max(60).refine(isSlug, "Slug must be a valid slug");

const ips = z.object({ ipAddress: z.string().trim() }).array().min(1);
const anyIp = anyAddress().map(({ ipAddress }) => ({ ipAddress: `${ipAddress}/0` }));
const ttl = z.number().int().min(0).max(longestTTL);
/** From text. */
const ttlAboveMaximum = "Access Token TTL cannot be greater than Access Token Max TTL.";
const lockout = {
  lockoutEnabled: z.boolean(),
  lockoutThreshold: z.number().int().min(1).max(30),
  lockoutDurationSeconds: z.number().int().min(30).max(86_400),
  lockoutCounterResetSeconds: z.number().int().min(5).max(3_600),
};

/**
 * A server of 2026: contract/api.md part B and its seeds, part A where B is silent. Nothing in part B was seen in an
 * exchange; everything that differs from `release2024` is documented behaviour, not recorded behaviour.
 */
export const release2026: Release = {
  name: "2026-08",
  /** Documented (B3): none when self-hosted; the numbers are those of the cloud's free plan. */
  rateLimitedByDefault: false,
  rateLimits: { read: 200, write: 90, creation: 90 },
  numbersRequests: true,
  refusals: refusals2026,
  schemas: {
    ...privilegeSchemas(slug, subjects2026),
    /** Documented (B3): 0 is allowed, as no maximum, but a TTL above 0 is above a maximum of 0. */
    attachUniversalAuth: z
      .object({
        clientSecretTrustedIps: ips.default(anyIp),
        accessTokenTrustedIps: ips.default(anyIp),
        accessTokenTTL: ttl.default(defaultTTL),
        accessTokenMaxTTL: ttl.default(defaultTTL),
        accessTokenNumUsesLimit: z.number().int().min(0).default(0),
        accessTokenPeriod: ttl.default(0),
        lockoutEnabled: lockout.lockoutEnabled.default(true),
        lockoutThreshold: lockout.lockoutThreshold.default(3),
        lockoutDurationSeconds: lockout.lockoutDurationSeconds.default(300),
        lockoutCounterResetSeconds: lockout.lockoutCounterResetSeconds.default(30),
      })
      .refine(
        ({ accessTokenTTL, accessTokenMaxTTL }) => accessTokenTTL <= accessTokenMaxTTL,
        ttlAboveMaximum,
      ),
    /** Of two that are both sent and not 0 the first may not be above the second (from text). */
    updateUniversalAuth: z
      .object({
        clientSecretTrustedIps: ips.optional(),
        accessTokenTrustedIps: ips.optional(),
        accessTokenTTL: ttl.optional(),
        accessTokenMaxTTL: ttl.optional(),
        accessTokenNumUsesLimit: z.number().int().min(0).optional(),
        accessTokenPeriod: ttl.optional(),
        lockoutEnabled: lockout.lockoutEnabled.optional(),
        lockoutThreshold: lockout.lockoutThreshold.optional(),
        lockoutDurationSeconds: lockout.lockoutDurationSeconds.optional(),
        lockoutCounterResetSeconds: lockout.lockoutCounterResetSeconds.optional(),
      })
      .refine(
        ({ accessTokenTTL = 0, accessTokenMaxTTL = 0 }) =>
          accessTokenMaxTTL === 0 || accessTokenTTL <= accessTokenMaxTTL,
        ttlAboveMaximum,
      ),
  },

  /**
   * The roles of 2024-07 with the permissions that back-filling adds, so that what v1 writes is never beyond what an
   * admin has; an admin has the newer subjects, too. No text gives the rules of the roles.
   */
  projectRoles: {
    ...release2024.projectRoles,
    admin: [
      ...backFilled(release2024.projectRoles.admin),
      ...subjects2026
        .filter((subject) => !release2024.projectRoles.admin.some((rule) => rule.subject === subject))
        .map((subject) => ({ subject, action: ["read", "create", "edit", "delete"] })),
    ],
    member: backFilled(release2024.projectRoles.member),
    viewer: backFilled(release2024.projectRoles.viewer),
  },

  /** Documented (B2): new projects are closed, old ones open; GET, LIST, PATCH and DELETE work everywhere. */
  closedProject: ({ closedToPrivileges, name }) =>
    closedToPrivileges
      ? new Refusal(400, {
          statusCode: 400,
          message: `Additional privileges are not available for project '${name}'. Use project roles or folder access controls instead.`,
          error: "BadRequest",
        })
      : undefined,

  /** Documented (B2): 8 characters. */
  generateSlug: generatedSlug2026,

  /** Documented (B2): what v1 writes is not what v1 reads. */
  storedRules: (written) => backFilled(release2024.storedRules(written)),

  /** Documented (B2): `inverted` is always there, `action` is an array, `subject` is what was stored. */
  shownRules: (stored) =>
    stored
      .filter((rule) => !isHidden(rule))
      .map(({ subject, action, conditions, inverted }) => ({
        subject,
        action: listOf(action),
        ...(conditions !== undefined && { conditions }),
        inverted: inverted ?? false,
      })),

  /** Documented (B2): the project's id. */
  shownMembershipId: (row) => row.projectId,

  /** Documented (B2): by project and slug first, whose it is afterwards. */
  findPrivilege: (database, membership, project, wanted) => {
    const [first] = database.privileges.ofProjectSlug(project.id, wanted);
    if (first !== undefined && first.membershipId !== membership.id) {
      throw privilegeOfAnother(first.id);
    }
    return first;
  },

  /** Documented (B2): a new slug in a PATCH is ignored without an error. */
  renames: false,

  /** Documented (B2): the old range, start and end may stay; here they do. */
  permanentFields: {},

  /** Documented (B3): five more fields. */
  universalAuthFields: [
    ...release2024.universalAuthFields,
    "accessTokenPeriod",
    "lockoutEnabled",
    "lockoutThreshold",
    "lockoutDurationSeconds",
    "lockoutCounterResetSeconds",
  ],
};
