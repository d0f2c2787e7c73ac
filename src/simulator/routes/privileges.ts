import type { FastifyInstance } from "fastify";
import { requireCaller } from "../http/require-caller";
import type { ServerContext } from "../http/context";
import { validate } from "../http/validate";
import { deletionSchema, privilegeParamsSchema, privilegeQuerySchema } from "../release/privilege-schemas";
import type { PrivilegeRow } from "../state/rows";
import { createPrivilege, deletePrivilege, resolveTarget, updatePrivilege } from "./privilege-service";

const base = "/api/v1/additional-privilege/identity";

/** The six privilege endpoints (contract/api.md 2). */
export function addPrivilegeRoutes(server: FastifyInstance, context: ServerContext): void {
  const { release, database } = context;
  const show = (row: PrivilegeRow): Record<string, unknown> => shownPrivilege(row, context);

  server.post(`${base}/permanent`, async (request) => {
    const body = validate(release.schemas.permanent, request.body, context);
    return {
      privilege: show(await createPrivilege(body, requireCaller(request), context, request.beforeCommit)),
    };
  });

  server.post(`${base}/temporary`, async (request) => {
    const body = validate(release.schemas.temporary, request.body, context);
    return {
      privilege: show(await createPrivilege(body, requireCaller(request), context, request.beforeCommit)),
    };
  });

  server.patch(base, async (request) => {
    const body = validate(release.schemas.update, request.body, context);
    return {
      privilege: show(await updatePrivilege(body, requireCaller(request), context, request.beforeCommit)),
    };
  });

  server.delete(base, async (request) => {
    const body = validate(deletionSchema, request.body, context);
    return {
      privilege: show(await deletePrivilege(body, requireCaller(request), context, request.beforeCommit)),
    };
  });

  server.get(`${base}/:privilegeSlug`, (request) => {
    const { privilegeSlug } = validate(privilegeParamsSchema, request.params, context);
    const query = validate(privilegeQuerySchema, request.query, context);
    const { project, membership } = resolveTarget(query, requireCaller(request), context);
    const row = release.findPrivilege(database, membership, project, privilegeSlug);
    if (row === undefined) {
      throw release.refusals.privilegeNotFound(privilegeSlug);
    }
    return Promise.resolve({ privilege: show(row) });
  });

  server.get(base, (request) => {
    const query = validate(privilegeQuerySchema, request.query, context);
    const { membership } = resolveTarget(query, requireCaller(request), context);
    return Promise.resolve({ privileges: database.privileges.ofMembership(membership.id).map(show) });
  });
}

/** A privilege as it is answered, fields in the order of the server (contract/api.md 2, p01:2). */
function shownPrivilege(row: PrivilegeRow, { release }: ServerContext): Record<string, unknown> {
  return {
    id: row.id,
    slug: row.slug,
    projectMembershipId: release.shownMembershipId(row),
    isTemporary: row.isTemporary,
    temporaryMode: row.temporaryMode,
    temporaryRange: row.temporaryRange,
    temporaryAccessStartTime: isoOrNull(row.temporaryAccessStartTime),
    temporaryAccessEndTime: isoOrNull(row.temporaryAccessEndTime),
    permissions: release.shownRules(row.permissions),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  };
}

function isoOrNull(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
