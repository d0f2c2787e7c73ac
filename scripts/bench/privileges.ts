import type { WorldInput } from "../../src/simulator/world";

/** How many privileges there are, and whose. Each identity has privileges in one project, or in as many as there are projects for it. */
export interface Population {
  readonly privileges: number;
  readonly identities: number;
  readonly projects: number;
  /** Projects in which each identity has privileges. */
  readonly projectsOfEach: number;
}

export interface Privilege {
  readonly identityId: string;
  readonly projectSlug: string;
  readonly slug: string;
  readonly actions: readonly string[];
  readonly environment: string;
  readonly secretPath: string;
}

export interface GrantedPrivilege extends Privilege {
  readonly id: string;
}

export const OPERATOR = { clientId: uuid("0a", 0), clientSecret: "bench-operator-secret" };

/** The server before anything is granted. */
export function worldOf({ identities, projects }: Population): WorldInput {
  return {
    organizationId: uuid("0b", 0),
    operator: { identityId: uuid("0c", 0), ...OPERATOR },
    projects: Array.from({ length: projects }, (_, number) => ({
      id: uuid("0d", number),
      slug: projectSlug(number),
    })),
    targets: Array.from({ length: identities }, (_, number) => ({
      identityId: uuid("0e", number),
      name: `workload-${number}`,
    })),
  };
}

/** The same each time, spread evenly over the pairs of identity and project. */
export function privilegesOf({
  privileges,
  identities,
  projects,
  projectsOfEach,
}: Population): readonly Privilege[] {
  return Array.from({ length: privileges }, (_, number) => {
    const identity = number % identities;
    const project = identity + (Math.floor(number / identities) % projectsOfEach);
    return {
      identityId: uuid("0e", identity),
      projectSlug: projectSlug(project % projects),
      slug: `service-${number}`,
      actions: number % 3 === 0 ? ["create", "edit", "read"] : ["read"],
      environment: number % 2 === 0 ? "prod" : "staging",
      secretPath: `/services/${number}/**`,
    };
  });
}

/** The pairs of identity and project that hold privileges: as many LISTs does a refresh cost. */
export function countPairs(privileges: readonly Privilege[]): number {
  return new Set(privileges.map(({ identityId, projectSlug: project }) => `${identityId}/${project}`)).size;
}

function projectSlug(number: number): string {
  return `project-${number}`;
}

function uuid(kind: string, number: number): string {
  return `${kind}000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
}
