import type { Rule, WrittenRule } from "../permission/rule";
import type { Database } from "../state/database";
import type { MembershipRow, PrivilegeRow, ProjectRow, UniversalAuthRow } from "../state/rows";
import type { ProjectRole } from "../world";
import type { Refusal, Refusals } from "./refusal";
import type { RequestSchemas } from "./request-schemas";

export const releaseNames = ["2024-07", "2026-08"] as const;
export type ReleaseName = (typeof releaseNames)[number];

/** Requests allowed in one window for each route and address. */
export interface RateLimits {
  read: number;
  write: number;
  /** Of identities and projects (r04:3). */
  creation: number;
}

/**
 * Everything in which the generations of the server differ. The routes hold what they have in common; the two
 * implementations keep the order of this interface, so that they can be read side by side.
 */
export interface Release {
  readonly name: ReleaseName;
  readonly rateLimitedByDefault: boolean;
  readonly rateLimits: RateLimits;
  /** Whether a refusal carries the number of its request, `reqId`. */
  readonly numbersRequests: boolean;
  readonly refusals: Refusals;
  readonly schemas: RequestSchemas;
  /** What each project role may do. */
  readonly projectRoles: Readonly<Record<ProjectRole, readonly Rule[]>>;

  /** Why a project takes no new privileges, if it does not. */
  closedProject(project: ProjectRow): Refusal | undefined;
  /** A slug for a privilege that was made without one. */
  generateSlug(): string;
  /** The rules that are stored for the rules that v1 was given. */
  storedRules(written: readonly WrittenRule[]): Rule[];
  /** The rules that v1 shows of those that are stored. */
  shownRules(stored: readonly Rule[]): Record<string, unknown>[];
  /** What an answer gives as `projectMembershipId`. */
  shownMembershipId(row: PrivilegeRow): string;
  /** The row that a slug stands for on GET, PATCH and DELETE. @throws Refusal when it is another identity's. */
  findPrivilege(
    database: Database,
    membership: MembershipRow,
    project: ProjectRow,
    slug: string,
  ): PrivilegeRow | undefined;
  /** Whether PATCH takes a new slug. */
  readonly renames: boolean;
  /** What becomes of the temporary fields when a privilege is made permanent. */
  readonly permanentFields: Partial<PrivilegeRow>;
  /** The fields of universal auth, in the order in which they are sent. */
  readonly universalAuthFields: readonly (keyof UniversalAuthRow)[];
}
