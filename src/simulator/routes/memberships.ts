import type { FastifyInstance } from "fastify";
import { z } from "zod/v3";
import { requireCaller } from "../http/require-caller";
import type { ServerContext } from "../http/context";
import { validate } from "../http/validate";
import type { MembershipRow } from "../state/rows";
import { databaseUuid } from "./identifier";
import { callerAbility, demand } from "./project-access";
import { findIdentity } from "./universal-auth-service";

const url = "/api/v2/workspace/:projectId/identity-memberships/:identityId";
const params = z.object({ projectId: z.string().trim(), identityId: z.string().trim() });
const role = z.enum(["admin", "member", "viewer", "no-access"]);

/** Identities as members of a project. The effects are those of contract/api.md (p19:5-12, p20); the form of a 200 was read, not exercised. */
export function addMembershipRoutes(server: FastifyInstance, context: ServerContext): void {
  const { database, release, clock } = context;

  /** The project, once the caller has proved that it may do that to identities there. */
  const projectFor = (action: string, projectId: string, caller: { identityId: string }): string => {
    const project = database.projects.get(projectId);
    if (project === undefined) {
      throw release.refusals.projectNotFound(projectId);
    }
    demand(callerAbility(caller, project, context), action, "identity", context);
    return project.id;
  };
  const membershipOf = (identityId: string, projectId: string): MembershipRow => {
    const id = databaseUuid(identityId, "Find one", context);
    const membership = database.membership(id, projectId);
    if (membership === undefined) {
      throw release.refusals.identityNotInProject(identityId, database.identities.has(id));
    }
    return membership;
  };

  server.post(url, (request) => {
    const { projectId, identityId } = validate(params, request.params, context);
    const body = validate(
      z.object({ role: role.default("no-access"), roles: z.object({ role }).array().optional() }),
      request.body,
      context,
    );
    const project = projectFor("create", projectId, requireCaller(request));
    const identity = findIdentity(identityId, context);
    if (database.membership(identity.id, project) !== undefined) {
      throw release.refusals.membershipExists(identityId, projectId);
    }
    const granted = body.roles?.[0]?.role ?? body.role;
    const row = database.addMembership(identity.id, project, granted, clock.now());
    return Promise.resolve({ identityMembership: shownMembership(row) });
  });

  server.patch(url, (request) => {
    const { projectId, identityId } = validate(params, request.params, context);
    const { roles } = validate(z.object({ roles: z.object({ role }).array().min(1) }), request.body, context);
    const row = membershipOf(identityId, projectFor("edit", projectId, requireCaller(request)));
    row.role = roles[0]?.role ?? row.role;
    row.updatedAt = clock.now();
    return Promise.resolve({ roles: roles.map((granted) => ({ role: granted.role })) });
  });

  server.delete(url, (request) => {
    const { projectId, identityId } = validate(params, request.params, context);
    const row = membershipOf(identityId, projectFor("delete", projectId, requireCaller(request)));
    database.deleteMembership(row);
    return Promise.resolve({ identityMembership: shownMembership(row) });
  });
}

function shownMembership({ id, projectId, identityId, createdAt, updatedAt }: MembershipRow): object {
  return { id, projectId, identityId, createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
