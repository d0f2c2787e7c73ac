import type { FastifyInstance } from "fastify";
import { z } from "zod/v3";
import { requireCaller } from "../http/require-caller";
import type { ServerContext } from "../http/context";
import { validate } from "../http/validate";
import type { UniversalAuthRow } from "../state/rows";
import {
  attachUniversalAuth,
  attachedUniversalAuth,
  demandOfOrganization,
  detachUniversalAuth,
  findIdentity,
  updateUniversalAuth,
} from "./universal-auth-service";

const url = "/api/v1/auth/universal-auth/identities/:identityId";

/** Attaching trims the id, the other calls do not (u01:32-35). */
const trimmedParams = z.object({ identityId: z.string().trim() });
const params = z.object({ identityId: z.string() });

/** The four universal auth endpoints (contract/api.md 3). */
export function addUniversalAuthRoutes(server: FastifyInstance, context: ServerContext): void {
  const { schemas } = context.release;
  const show = (row: UniversalAuthRow): Record<string, unknown> => ({
    identityUniversalAuth: shownUniversalAuth(row, context),
  });

  server.post(url, async (request) => {
    const { identityId } = validate(trimmedParams, request.params, context);
    const body = validate(schemas.attachUniversalAuth, request.body, context);
    return show(
      await attachUniversalAuth(identityId, body, requireCaller(request), context, request.beforeCommit),
    );
  });

  server.get(url, (request) => {
    const identity = findIdentity(validate(params, request.params, context).identityId, context);
    const row = attachedUniversalAuth(identity, "get", context);
    demandOfOrganization("read", requireCaller(request), context);
    return Promise.resolve(show(row));
  });

  server.patch(url, async (request) => {
    const { identityId } = validate(params, request.params, context);
    const body = validate(schemas.updateUniversalAuth, request.body, context);
    return show(
      await updateUniversalAuth(identityId, body, requireCaller(request), context, request.beforeCommit),
    );
  });

  server.delete(url, async (request) => {
    const { identityId } = validate(params, request.params, context);
    return show(await detachUniversalAuth(identityId, requireCaller(request), context, request.beforeCommit));
  });
}

function shownUniversalAuth(row: UniversalAuthRow, { release }: ServerContext): Record<string, unknown> {
  return Object.fromEntries(
    release.universalAuthFields.map((field) => [
      field,
      field === "createdAt" || field === "updatedAt" ? new Date(row[field]).toISOString() : row[field],
    ]),
  );
}
