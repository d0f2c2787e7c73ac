import type { FastifyInstance } from "fastify";
import { z } from "zod/v3";
import { requireCaller } from "../http/require-caller";
import type { ServerContext } from "../http/context";
import { validate } from "../http/validate";
import type { IdentityRow, MembershipRow } from "../state/rows";
import { databaseUuid } from "./identifier";
import { callerAbility, demand } from "./project-access";
import { demandOfOrganization, findIdentity } from "./universal-auth-service";

const membershipUrl = "/api/v2/workspace/:projectId/identity-memberships/:identityId";
const membershipParams = z.object({ projectId: z.string().trim(), identityId: z.string().trim() });
const role = z.enum(["admin", "member", "viewer", "no-access"]);
const identityUrl = "/api/v1/identities/:identityId";
const identityParams = z.object({ identityId: z.string() });

/**
 * What a test or a demonstration needs to change the world by HTTP: identities, memberships, projects, the status.
 * Their effects are those of contract/api.md (p19, p20, r04); the form of their answers was read, not exercised.
 */
export function addAdministrationRoutes(server: FastifyInstance, context: ServerContext): void {
  addMembershipRoutes(server, context);
  addIdentityRoutes(server, context);

  server.delete("/api/v1/workspace/:projectId", (request) => {
    const { projectId } = validate(z.object({ projectId: z.string().trim() }), request.params, context);
    const project = context.database.projects.get(projectId);
    if (project === undefined) {
      throw context.release.refusals.projectNotFound(projectId);
    }
    demand(callerAbility(requireCaller(request), project, context), "delete", "workspace", context);
    context.database.deleteProject(project.id);
    return Promise.resolve({ workspace: { id: project.id, name: project.name, slug: project.slug } });
  });

  server.get("/api/status", { config: { public: true, rateLimit: "none" } }, () =>
    Promise.resolve({
      date: context.clock.date().toISOString(),
      message: "Ok",
      emailConfigured: false,
      inviteOnlySignup: true,
      redisConfigured: true,
      secretScanningConfigured: false,
    }),
  );
}

function addMembershipRoutes(server: FastifyInstance, context: ServerContext): void {
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

  server.post(membershipUrl, (request) => {
    const { projectId, identityId } = validate(membershipParams, request.params, context);
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

  server.patch(membershipUrl, (request) => {
    const { projectId, identityId } = validate(membershipParams, request.params, context);
    const { roles } = validate(z.object({ roles: z.object({ role }).array().min(1) }), request.body, context);
    const row = membershipOf(identityId, projectFor("edit", projectId, requireCaller(request)));
    row.role = roles[0]?.role ?? row.role;
    row.updatedAt = clock.now();
    return Promise.resolve({ roles: roles.map((granted) => ({ role: granted.role })) });
  });

  server.delete(membershipUrl, (request) => {
    const { projectId, identityId } = validate(membershipParams, request.params, context);
    const row = membershipOf(identityId, projectFor("delete", projectId, requireCaller(request)));
    database.deleteMembership(row);
    return Promise.resolve({ identityMembership: shownMembership(row) });
  });
}

function addIdentityRoutes(server: FastifyInstance, context: ServerContext): void {
  const { database, store } = context;
  const organizationRole = z.enum(["admin", "member", "no-access"]);

  server.post("/api/v1/identities", { config: { rateLimit: "identityCreation" } }, (request) => {
    const { name, role: granted } = validate(
      z.object({
        name: z.string().trim(),
        organizationId: z.string().trim(),
        role: organizationRole.default("no-access"),
      }),
      request.body,
      context,
    );
    demandOfOrganization("create", requireCaller(request), context);
    const id = store.addIdentity({ name, organizationRole: granted });
    return Promise.resolve({ identity: shownIdentity(findIdentity(id, context), context) });
  });

  server.patch(identityUrl, (request) => {
    const identity = findIdentity(validate(identityParams, request.params, context).identityId, context);
    const { name, role: granted } = validate(
      z.object({ name: z.string().trim().optional(), role: organizationRole.optional() }),
      request.body,
      context,
    );
    demandOfOrganization("edit", requireCaller(request), context);
    identity.name = name ?? identity.name;
    identity.organizationRole = granted ?? identity.organizationRole;
    identity.updatedAt = context.clock.now();
    return Promise.resolve({ identity: shownIdentity(identity, context) });
  });

  server.delete(identityUrl, (request) => {
    const identity = findIdentity(validate(identityParams, request.params, context).identityId, context);
    demandOfOrganization("delete", requireCaller(request), context);
    const shown = shownIdentity(identity, context);
    database.deleteIdentity(identity.id);
    return Promise.resolve({ identity: shown });
  });
}

function shownMembership({ id, projectId, identityId, createdAt, updatedAt }: MembershipRow): object {
  return { id, projectId, identityId, createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
}

function shownIdentity({ id, name, createdAt, updatedAt }: IdentityRow, { database }: ServerContext): object {
  const authMethod = database.universalAuths.has(id)
    ? "universal-auth"
    : database.tokenAuths.has(id)
      ? "token-auth"
      : null;
  return { id, name, authMethod, createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
