import type { Simulator } from "../../src/simulator/start-simulator";
import type { ObjectValue } from "../../src/terraform-plugin/value";
import type { Resources } from "./core/configuration";

const PRIVILEGE = "infisicalaccess_identity_privilege";
const UNIVERSAL_AUTH = "infisicalaccess_universal_auth_config";
const EXCLUSIVE = "infisicalaccess_identity_privileges_exclusive";

export const READER = `${PRIVILEGE}.reader`;
export const SHIFT = `${PRIVILEGE}.shift`;
export const AUDIT = `${PRIVILEGE}.audit`;
export const LOGIN = `${UNIVERSAL_AUTH}.login`;
export const ADOPTED = `${UNIVERSAL_AUTH}.adopted`;

/** Attributes that an operation declares otherwise; null leaves one out. */
export interface Changes {
  readonly reader?: ObjectValue;
  readonly shift?: ObjectValue;
  readonly audit?: ObjectValue;
  readonly login?: ObjectValue;
  readonly adopted?: ObjectValue;
}

/** The identities and the project that the stack is about. */
export interface Place {
  /** Has all privileges, and a universal auth that the stack attaches. */
  readonly identityId: string;
  /** Has a universal auth already, which the stack adopts. */
  readonly adoptedIdentityId: string;
  readonly projectSlug: string;
  readonly otherProjectSlug: string;
}

export function placeOn({ world }: Simulator): Place {
  const [first, second] = world.targets;
  const [project, otherProject] = world.projects;
  if (!first || !second || !project || !otherProject) throw new Error("the world is too small for the stack");
  return {
    identityId: first.identityId,
    adoptedIdentityId: second.identityId,
    projectSlug: project.slug,
    otherProjectSlug: otherProject.slug,
  };
}

/**
 * One of each: a permanent privilege, a temporary one with a start of its own and one whose window opens at the apply, a universal auth that is
 * attached and one that is adopted, and the resource that keeps the privileges exclusive.
 */
export function accessStack(place: Place, changes: Changes = {}): Resources {
  const pair = { identity_id: place.identityId, project_slug: place.projectSlug };
  return {
    [PRIVILEGE]: {
      reader: { ...pair, slug: "app-reader", permissions: [rule(["read"], "/app/**")], ...changes.reader },
      shift: {
        ...pair,
        slug: "app-shift",
        permissions: [rule(["read", "edit"], "/app/shift")],
        temporary: { range: "4h", renew_triggers: { ticket: "one" } },
        ...changes.shift,
      },
      audit: {
        ...pair,
        slug: "app-audit",
        permissions: [rule(["read"], "/audit")],
        temporary: { range: "30d", start_time: auditStart() },
        ...changes.audit,
      },
    },
    [UNIVERSAL_AUTH]: {
      login: {
        identity_id: place.identityId,
        access_token_ttl: 3600,
        access_token_max_ttl: 86_400,
        ...changes.login,
      },
      adopted: {
        identity_id: place.adoptedIdentityId,
        access_token_ttl: 7200,
        access_token_max_ttl: 86_400,
        adopt_existing: true,
        deletion_protection: false,
        ...changes.adopted,
      },
    },
    [EXCLUSIVE]: {
      only: { ...pair, privilege_slugs: [READER, SHIFT, AUDIT].map((address) => `\${${address}.slug}`) },
    },
  };
}

export function rule(actions: string[], glob: string): ObjectValue {
  const conditions = JSON.stringify({ environment: "prod", secretPath: { $glob: glob } });
  return { actions, subject: "secrets", conditions };
}

/** The same all day, so that the stack means the same whenever it is asked for. */
function auditStart(): string {
  return `${new Date().toISOString().slice(0, 10)}T00:00:00Z`;
}
