import { randomUUID } from "node:crypto";
import type { Caller, ServerContext } from "../http/context";
import type { Rule, WrittenRule } from "../permission/rule";
import { milliseconds } from "../release/privilege-schemas";
import type {
  PrivilegePermission,
  TemporaryBody,
  PermanentBody,
  UpdateBody,
} from "../release/request-schemas";
import type { GuardedDeed } from "../release/refusal";
import type { MembershipRow, PrivilegeRow, ProjectRow } from "../state/rows";
import { databaseUuid } from "./identifier";
import { callerAbility, demand, demandPrivilegesOf, projectAbility } from "./project-access";

interface Target {
  project: ProjectRow;
  membership: MembershipRow;
}

/**
 * The project and the membership that a call is about, checked in the order of the server: project, target, caller's
 * membership, caller's permission, and for a write that the target has nothing which the caller lacks.
 */
export function resolveTarget(
  { identityId, projectSlug }: { identityId: string; projectSlug: string },
  caller: Caller,
  context: ServerContext,
  deed?: GuardedDeed,
): Target {
  const { database, release } = context;
  const project = database.projectBySlug(projectSlug);
  if (project === undefined) {
    throw release.refusals.projectNotFound(projectSlug);
  }
  const id = databaseUuid(identityId, "Find one", context);
  const membership = database.membership(id, project.id);
  if (membership === undefined) {
    throw release.refusals.identityNotInProject(identityId, database.identities.has(id));
  }
  const ability = callerAbility(caller, project, context);
  demand(ability, "edit", "identity", context);
  if (deed !== undefined) {
    demandPrivilegesOf(projectAbility(membership, context), ability, deed, context);
  }
  return { project, membership };
}

/** The rules of a body: `privilegePermission` wins, one rule for each action (p01:2-18, p03:1-8). */
function storedRules(
  body: { permissions?: WrittenRule[] | undefined; privilegePermission?: PrivilegePermission | undefined },
  { release }: ServerContext,
): Rule[] {
  const { permissions, privilegePermission } = body;
  if (privilegePermission !== undefined) {
    const { actions, subject, conditions } = privilegePermission;
    return release.storedRules(actions.map((action) => ({ action, subject, conditions })));
  }
  if (permissions === undefined) {
    throw release.refusals.noPermissionGiven();
  }
  return release.storedRules(permissions);
}

/**
 * Start and end of a window. The database refuses dates that do not exist, among them those beyond what a date can
 * hold (p08:36, p09:21,24).
 */
function windowOf(
  start: string | number,
  range: string,
  operation: string,
  context: ServerContext,
): Pick<PrivilegeRow, "temporaryAccessStartTime" | "temporaryAccessEndTime"> {
  const startTime = new Date(start).getTime();
  const endTime = new Date(startTime + milliseconds(range)).getTime();
  if (Number.isNaN(startTime) || Number.isNaN(endTime)) {
    throw context.release.refusals.database(operation);
  }
  return { temporaryAccessStartTime: startTime, temporaryAccessEndTime: endTime };
}

/**
 * Between the check for the slug and the insertion other requests get their turn: uniqueness is checked, not enforced
 * (contract/api.md 2, p18:1-150).
 * @param beforeCommit waits for whatever lies between the two.
 */
export async function createPrivilege(
  body: PermanentBody | TemporaryBody,
  caller: Caller,
  context: ServerContext,
  beforeCommit: () => Promise<void>,
): Promise<PrivilegeRow> {
  const { database, release, clock } = context;
  const permissions = storedRules(body, context);
  const { project, membership } = resolveTarget(body, caller, context, "update");
  const closed = release.closedProject(project);
  if (closed !== undefined) {
    throw closed;
  }
  const slug = body.slug === undefined || body.slug === "" ? release.generateSlug() : body.slug;
  if (database.privileges.ofMembership(membership.id).some((row) => row.slug === slug)) {
    throw release.refusals.slugTaken(slug);
  }
  const temporary =
    "temporaryRange" in body
      ? {
          isTemporary: true,
          temporaryMode: body.temporaryMode,
          temporaryRange: body.temporaryRange,
          ...windowOf(body.temporaryAccessStartTime, body.temporaryRange, "Create", context),
        }
      : {
          isTemporary: false,
          temporaryMode: null,
          temporaryRange: null,
          temporaryAccessStartTime: null,
          temporaryAccessEndTime: null,
        };
  await beforeCommit();
  const now = clock.now();
  const row: PrivilegeRow = {
    id: randomUUID(),
    slug,
    membershipId: membership.id,
    identityId: membership.identityId,
    projectId: project.id,
    ...temporary,
    permissions,
    createdAt: now,
    updatedAt: now,
  };
  database.privileges.insert(row);
  return row;
}

export async function updatePrivilege(
  body: UpdateBody,
  caller: Caller,
  context: ServerContext,
  beforeCommit: () => Promise<void>,
): Promise<PrivilegeRow> {
  const { database, release } = context;
  const details = body.privilegeDetails;
  const permissions = storedRules(details, context);
  const { project, membership } = resolveTarget(body, caller, context, "update");
  const row = release.findPrivilege(database, membership, project, body.privilegeSlug);
  if (row === undefined) {
    throw release.refusals.privilegeNotFound(body.privilegeSlug);
  }
  const slug = release.renames ? details.slug : undefined;
  if (
    slug !== undefined &&
    slug !== "" &&
    database.privileges.ofMembership(membership.id).some((other) => other !== row && other.slug === slug)
  ) {
    throw release.refusals.slugTaken(slug);
  }
  const changes = {
    ...(slug !== undefined && { slug }),
    permissions,
    ...temporaryChanges(row, details, context),
  };
  await beforeCommit();
  demandStillThere(row, context);
  database.privileges.update(row, { ...changes, updatedAt: context.clock.now() });
  return row;
}

/**
 * The temporary fields after a PATCH. Absent ones keep their value and the end is computed from both; what is missing
 * altogether makes the server stumble; without `isTemporary` a permanent privilege drops them silently (p11:2-37).
 */
function temporaryChanges(
  row: PrivilegeRow,
  details: UpdateBody["privilegeDetails"],
  context: ServerContext,
): Partial<PrivilegeRow> {
  const isTemporary = details.isTemporary ?? row.isTemporary;
  if (!isTemporary) {
    return { isTemporary, ...context.release.permanentFields };
  }
  const range = details.temporaryRange ?? row.temporaryRange ?? "";
  if (range === "") {
    throw context.release.refusals.unexpected('val is not a non-empty string or a valid number. val=""');
  }
  const start = details.temporaryAccessStartTime ?? row.temporaryAccessStartTime ?? "";
  return {
    isTemporary,
    temporaryMode: details.temporaryMode ?? row.temporaryMode,
    temporaryRange: range,
    ...windowOf(start, range, "Update by id", context),
  };
}

export async function deletePrivilege(
  body: { privilegeSlug: string; identityId: string; projectSlug: string },
  caller: Caller,
  context: ServerContext,
  beforeCommit: () => Promise<void>,
): Promise<PrivilegeRow> {
  const { database, release } = context;
  const { project, membership } = resolveTarget(body, caller, context, "edit");
  const row = release.findPrivilege(database, membership, project, body.privilegeSlug);
  if (row === undefined) {
    throw release.refusals.privilegeNotFound(body.privilegeSlug);
  }
  await beforeCommit();
  demandStillThere(row, context);
  database.privileges.delete(row);
  return row;
}

/** What a server says when the row went between its checks and its write was not seen; only that nothing is written is certain. */
function demandStillThere({ id, slug }: PrivilegeRow, { database, release }: ServerContext): void {
  if (database.privileges.get(id) === undefined) {
    throw release.refusals.privilegeNotFound(slug);
  }
}
