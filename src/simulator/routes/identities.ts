import type { FastifyInstance } from "fastify";
import { z } from "zod/v3";
import { requireCaller } from "../http/require-caller";
import type { ServerContext } from "../http/context";
import { validate } from "../http/validate";
import type { IdentityRow } from "../state/rows";
import { demandOfOrganization, findIdentity } from "./universal-auth-service";

const url = "/api/v1/identities/:identityId";
const params = z.object({ identityId: z.string() });

/** The organization's identities. The effects are those of contract/api.md (p19:15-19, r04:3); the form of a 200 was read, not exercised. */
export function addIdentityRoutes(server: FastifyInstance, context: ServerContext): void {
  const { database, store } = context;
  const organizationRole = z.enum(["admin", "member", "no-access"]);

  server.post("/api/v1/identities", { config: { rateLimit: "creation" } }, (request) => {
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

  server.patch(url, (request) => {
    const identity = findIdentity(validate(params, request.params, context).identityId, context);
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

  server.delete(url, (request) => {
    const identity = findIdentity(validate(params, request.params, context).identityId, context);
    demandOfOrganization("delete", requireCaller(request), context);
    const shown = shownIdentity(identity, context);
    database.deleteIdentity(identity.id);
    return Promise.resolve({ identity: shown });
  });
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
