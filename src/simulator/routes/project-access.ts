import { Ability } from "../permission/ability";
import { organizationRoleRules } from "../permission/organization-roles";
import type { Caller, ServerContext } from "../http/context";
import type { GuardedDeed } from "../release/refusal";
import type { IdentityRow, MembershipRow, ProjectRow } from "../state/rows";

/**
 * What a member may do in its project: its role, then its privileges. A temporary one counts until its end, whether
 * it has begun or not (p17:45-48, p15:10-14).
 */
export function projectAbility(
  membership: MembershipRow,
  { database, clock, release }: ServerContext,
): Ability {
  const now = clock.now();
  const inForce = database.privileges
    .ofMembership(membership.id)
    .filter(
      ({ isTemporary, temporaryAccessEndTime }) =>
        !isTemporary || (temporaryAccessEndTime !== null && now < temporaryAccessEndTime),
    );
  return new Ability([
    ...release.projectRoles[membership.role],
    ...inForce.flatMap(({ permissions }) => permissions),
  ]);
}

/** The caller's ability in a project. @throws Refusal when the caller is no member of it (p14:88-93). */
export function callerAbility(caller: Caller, project: ProjectRow, context: ServerContext): Ability {
  const membership = context.database.membership(caller.identityId, project.id);
  if (membership === undefined) {
    throw context.release.refusals.callerNotInProject(project.id);
  }
  return projectAbility(membership, context);
}

export function organizationAbility(identity: IdentityRow): Ability {
  return new Ability(organizationRoleRules[identity.organizationRole]);
}

export function demand(ability: Ability, action: string, subject: string, context: ServerContext): void {
  if (!ability.can(action, subject)) {
    throw context.release.refusals.permissionDenied(action, subject, ability.rulesFor(subject));
  }
}

/** Refuses to touch somebody who has a permission that the caller lacks (contract/api.md 2, the trap). */
export function demandPrivilegesOf(
  target: Ability,
  caller: Ability,
  deed: GuardedDeed,
  context: ServerContext,
): void {
  const missing = caller.missingComparedWith(target);
  if (missing.length > 0) {
    throw context.release.refusals.morePrivileged(deed, missing);
  }
}
