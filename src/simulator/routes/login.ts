import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { z } from "zod/v3";
import type { ServerContext } from "../http/context";
import { isTrusted } from "../http/trusted-ip";
import { validate } from "../http/validate";
import type { ClientSecretRow, UniversalAuthRow } from "../state/rows";

const loginSchema = z.object({ clientId: z.string().trim(), clientSecret: z.string().trim() });

/** Universal auth login and the revocation of a token (contract/api.md 3, u07, u09, p14:95). */
export function addLoginRoutes(server: FastifyInstance, context: ServerContext): void {
  const { database, release } = context;

  server.post("/api/v1/auth/universal-auth/login", { config: { public: true } }, (request) => {
    const { clientId, clientSecret } = validate(loginSchema, request.body, context);
    const universalAuth = database.universalAuthByClientId(clientId);
    if (universalAuth === undefined) {
      throw release.refusals.login("invalid credentials");
    }
    // The address comes before the secret: a wrong one from there is told the same (u09:2-3).
    if (!isTrusted(request.clientAddress, universalAuth.clientSecretTrustedIps, release.refusals)) {
      throw release.refusals.login("untrusted address");
    }
    const secret = useSecret(universalAuth, clientSecret, context);
    return Promise.resolve({
      accessToken: issueAccessToken(universalAuth, secret, context),
      expiresIn: universalAuth.accessTokenTTL,
      accessTokenMaxTTL: universalAuth.accessTokenMaxTTL,
      tokenType: "Bearer",
    });
  });

  server.post("/api/v1/auth/token/revoke", { config: { public: true } }, (request) => {
    const { accessToken } = validate(z.object({ accessToken: z.string().trim() }), request.body, context);
    const result = context.tokens.verify(accessToken);
    if ("fault" in result) {
      throw release.refusals.token(result.fault);
    }
    if (!database.accessTokens.delete(result.payload.identityAccessTokenId)) {
      throw release.refusals.token("unknown");
    }
    return Promise.resolve({ message: "Successfully revoked access token" });
  });
}

/** A secret that is past its end is revoked by the first login that finds it so (u07:27-32). */
function useSecret(universalAuth: UniversalAuthRow, given: string, context: ServerContext): ClientSecretRow {
  const { database, release, clock } = context;
  const secret = (database.clientSecrets.get(universalAuth.id) ?? []).find(
    (row) => !row.isRevoked && row.secret === given,
  );
  if (secret === undefined) {
    throw release.refusals.login("invalid credentials");
  }
  if (secret.ttl > 0 && clock.now() > secret.createdAt + secret.ttl * 1000) {
    secret.isRevoked = true;
    throw release.refusals.login("client secret expired");
  }
  if (secret.numUsesLimit > 0 && secret.numUses >= secret.numUsesLimit) {
    secret.isRevoked = true;
    throw release.refusals.login("client secret uses limit");
  }
  secret.numUses += 1;
  secret.updatedAt = clock.now();
  return secret;
}

/** The token's own end is the *maximum* TTL; the TTL is kept on the server (contract/api.md 3). */
export function issueAccessToken(
  universalAuth: UniversalAuthRow,
  secret: Pick<ClientSecretRow, "id">,
  { database, tokens, clock }: ServerContext,
): string {
  const id = randomUUID();
  const { identityId, accessTokenTTL, accessTokenMaxTTL, accessTokenNumUsesLimit } = universalAuth;
  database.accessTokens.set(id, {
    id,
    identityId,
    universalAuthId: universalAuth.id,
    ttl: accessTokenTTL,
    maxTTL: accessTokenMaxTTL,
    numUses: 0,
    numUsesLimit: accessTokenNumUsesLimit,
    createdAt: clock.now(),
  });
  return tokens.issue(
    { identityId, clientSecretId: secret.id, identityAccessTokenId: id },
    accessTokenMaxTTL,
  );
}
