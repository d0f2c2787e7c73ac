import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { z } from "zod/v3";
import { requireCaller } from "../http/require-caller";
import type { ServerContext } from "../http/context";
import { validate } from "../http/validate";
import type { TokenAuthRow } from "../state/rows";
import { anyAddress, defaultTTL } from "../state/universal-auth-defaults";
import { demandOfOrganization, findIdentity } from "./universal-auth-service";

const url = "/api/v1/auth/token-auth/identities/:identityId";
const params = z.object({ identityId: z.string() });

/**
 * Token auth, attached with its defaults and detached, because an identity has one auth method only: with this one
 * attached, universal auth is refused (u08). Its settings and tokens are not modelled.
 */
export function addTokenAuthRoutes(server: FastifyInstance, context: ServerContext): void {
  const { database, release, clock } = context;

  server.post(url, (request) => {
    const identity = findIdentity(validate(params, request.params, context).identityId, context);
    if (database.tokenAuths.has(identity.id) || database.universalAuths.has(identity.id)) {
      throw release.refusals.alreadyConfigured();
    }
    demandOfOrganization("create", requireCaller(request), context);
    const now = clock.now();
    const row: TokenAuthRow = {
      id: randomUUID(),
      identityId: identity.id,
      accessTokenTTL: defaultTTL,
      accessTokenMaxTTL: defaultTTL,
      accessTokenNumUsesLimit: 0,
      accessTokenTrustedIps: anyAddress(),
      createdAt: now,
      updatedAt: now,
    };
    database.tokenAuths.set(identity.id, row);
    return Promise.resolve({ identityTokenAuth: shownTokenAuth(row) });
  });

  server.delete(url, (request) => {
    const identity = findIdentity(validate(params, request.params, context).identityId, context);
    const row = database.tokenAuths.get(identity.id);
    if (row === undefined) {
      throw release.refusals.noUniversalAuth("delete", identity.id);
    }
    demandOfOrganization("edit", requireCaller(request), context);
    database.tokenAuths.delete(identity.id);
    return Promise.resolve({ identityTokenAuth: shownTokenAuth(row) });
  });
}

function shownTokenAuth({ identityId, createdAt, updatedAt, ...row }: TokenAuthRow): Record<string, unknown> {
  return {
    ...row,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    identityId,
  };
}
