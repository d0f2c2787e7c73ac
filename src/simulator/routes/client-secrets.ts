import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { z } from "zod/v3";
import { requireCaller } from "../http/require-caller";
import type { ServerContext } from "../http/context";
import { validate } from "../http/validate";
import type { ClientSecretRow } from "../state/rows";
import {
  attachedUniversalAuth,
  demandOfOrganization,
  demandOrganizationPrivilegesOf,
  findIdentity,
} from "./universal-auth-service";

const url = "/api/v1/auth/universal-auth/identities/:identityId/client-secrets";
const params = z.object({ identityId: z.string() });
const creation = z.object({
  description: z.string().trim().default(""),
  numUsesLimit: z.number().min(0).default(0),
  ttl: z.number().min(0).max(315_360_000).default(0),
});

/** The client secrets of a universal auth (u01:10-17, p14:86). The limits of the bodies were read, not exercised. */
export function addClientSecretRoutes(server: FastifyInstance, context: ServerContext): void {
  const { database, clock } = context;

  server.post(url, (request) => {
    const { identityId } = validate(params, request.params, context);
    const settings = validate(creation, request.body, context);
    const identity = findIdentity(identityId, context);
    const universalAuth = attachedUniversalAuth(identity, "client secrets", context);
    const caller = requireCaller(request);
    demandOfOrganization("create", caller, context);
    demandOrganizationPrivilegesOf(identity, "add client secret", caller, context);
    const clientSecret = randomBytes(32).toString("hex");
    const row = database.addClientSecret(universalAuth.id, clientSecret, clock.now(), settings);
    return Promise.resolve({ clientSecret, clientSecretData: shownClientSecret(row) });
  });

  server.get(url, (request) => {
    const { identityId } = validate(params, request.params, context);
    const universalAuth = attachedUniversalAuth(findIdentity(identityId, context), "client secrets", context);
    demandOfOrganization("read", requireCaller(request), context);
    const rows = (database.clientSecrets.get(universalAuth.id) ?? []).filter(({ isRevoked }) => !isRevoked);
    return Promise.resolve({ clientSecretData: rows.map(shownClientSecret) });
  });

  server.post(`${url}/:clientSecretId/revoke`, (request) => {
    const { identityId, clientSecretId } = validate(
      params.extend({ clientSecretId: z.string() }),
      request.params,
      context,
    );
    const universalAuth = attachedUniversalAuth(findIdentity(identityId, context), "client secrets", context);
    demandOfOrganization("delete", requireCaller(request), context);
    const row = (database.clientSecrets.get(universalAuth.id) ?? []).find(({ id }) => id === clientSecretId);
    if (row === undefined) {
      throw context.release.refusals.noUniversalAuth("client secrets", identityId);
    }
    row.isRevoked = true;
    row.updatedAt = clock.now();
    return Promise.resolve({ clientSecretData: shownClientSecret(row) });
  });
}

function shownClientSecret(row: ClientSecretRow): Record<string, unknown> {
  return {
    id: row.id,
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
    description: row.description,
    clientSecretPrefix: row.secret.slice(0, 4),
    clientSecretNumUses: row.numUses,
    clientSecretNumUsesLimit: row.numUsesLimit,
    clientSecretTTL: row.ttl,
    identityUAId: row.universalAuthId,
    isClientSecretRevoked: row.isRevoked,
  };
}
