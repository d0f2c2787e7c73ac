import type { FastifyInstance } from "fastify";
import { z } from "zod/v3";
import { requireCaller } from "../http/require-caller";
import type { ServerContext } from "../http/context";
import { validate } from "../http/validate";
import { callerAbility } from "./project-access";

const query = z.object({
  workspaceId: z.string(),
  environment: z.string(),
  secretPath: z.string().trim().default("/"),
});

/** Reading the secrets of a folder: always none, for what counts is who may read them (p17). */
export function addSecretRoutes(server: FastifyInstance, context: ServerContext): void {
  server.get("/api/v3/secrets/raw", (request) => {
    const { workspaceId, environment, secretPath } = validate(query, request.query, context);
    const project = context.database.projects.get(workspaceId);
    if (project === undefined) {
      throw context.release.refusals.projectNotFound(workspaceId);
    }
    const ability = callerAbility(requireCaller(request), project, context);
    if (!ability.can("read", "secrets", { environment, secretPath })) {
      throw context.release.refusals.permissionDenied("read", "secrets", ability.rulesFor("secrets"));
    }
    return Promise.resolve({ secrets: [], imports: [] });
  });
}
