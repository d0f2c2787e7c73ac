import { randomInt } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { z } from "zod/v3";
import { requireCaller } from "../http/require-caller";
import type { ServerContext } from "../http/context";
import { validate } from "../http/validate";
import type { ProjectRow } from "../state/rows";
import { callerAbility, demand, organizationAbility } from "./project-access";
import { findIdentity } from "./universal-auth-service";

/** Projects. The effects are those of contract/api.md (p19:24-25); the form of a 200 was read, not exercised. */
export function addProjectRoutes(server: FastifyInstance, context: ServerContext): void {
  const { database, store, release } = context;

  server.post("/api/v2/workspace", { config: { rateLimit: "creation" } }, (request) => {
    const { projectName, slug = generatedSlug(projectName) } = validate(
      z.object({ projectName: z.string().trim().min(1), slug: z.string().trim().min(5).max(36).optional() }),
      request.body,
      context,
    );
    const { identityId } = requireCaller(request);
    demand(organizationAbility(findIdentity(identityId, context)), "create", "workspace", context);
    const id = store.addProject({ slug, name: projectName });
    store.addMembership(identityId, slug, "admin");
    return Promise.resolve({ project: { id, name: projectName, slug } });
  });

  const remove = (project: ProjectRow | undefined, named: string, caller: { identityId: string }): object => {
    if (project === undefined) {
      throw release.refusals.projectNotFound(named);
    }
    demand(callerAbility(caller, project, context), "delete", "workspace", context);
    database.deleteProject(project.id);
    return { id: project.id, name: project.name, slug: project.slug };
  };

  server.delete("/api/v1/workspace/:projectId", (request) => {
    const { projectId } = validate(z.object({ projectId: z.string().trim() }), request.params, context);
    return Promise.resolve({
      workspace: remove(database.projects.get(projectId), projectId, requireCaller(request)),
    });
  });

  server.delete("/api/v2/workspace/:slug", (request) => {
    const { slug } = validate(z.object({ slug: z.string() }), request.params, context);
    return Promise.resolve(remove(database.projectBySlug(slug), slug, requireCaller(request)));
  });
}

/** The name and four random characters. */
function generatedSlug(name: string): string {
  const suffix = Array.from({ length: 4 }, () => randomInt(36).toString(36)).join("");
  return `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}-${suffix}`;
}
