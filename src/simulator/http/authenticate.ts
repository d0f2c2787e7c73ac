import type { FastifyRequest } from "fastify";
import type { Caller, ServerContext } from "./context";
import { isTrusted } from "./trusted-ip";

/**
 * Who a request's token belongs to; null without a token. Every use counts against the token's uses limit, and a
 * token that is found to have ended is deleted, so that its second use is told something else (p14:58-69).
 * @throws Refusal when the token is bad.
 */
export function authenticate(request: FastifyRequest, context: ServerContext): Caller | null {
  const { refusals } = context.release;
  if (request.headers["x-api-key"] !== undefined) {
    throw refusals.database("Find by id");
  }
  const header = request.headers.authorization;
  if (header === undefined || header === "") {
    return null;
  }
  // The scheme is not looked at: the first seven characters are cut (p14:24-26).
  const text = header.slice(7);
  if (text.startsWith("st.")) {
    throw refusals.token("unknown");
  }
  const result = context.tokens.verify(text);
  if ("fault" in result) {
    throw refusals.token(result.fault);
  }
  return useToken(result.payload.identityAccessTokenId, request.clientAddress, context);
}

function useToken(tokenId: string, address: string, context: ServerContext): Caller {
  const { database, clock } = context;
  const { refusals } = context.release;
  const token = database.accessTokens.get(tokenId);
  const universalAuth = database.universalAuths.get(token?.identityId ?? "");
  if (token === undefined || universalAuth === undefined) {
    throw refusals.token("unknown");
  }
  if (!isTrusted(address, universalAuth.accessTokenTrustedIps, refusals)) {
    throw refusals.token("untrusted address");
  }
  if (token.numUsesLimit > 0 && token.numUses >= token.numUsesLimit) {
    database.accessTokens.delete(tokenId);
    throw refusals.token("uses limit reached");
  }
  if (token.ttl > 0 && clock.now() > token.createdAt + token.ttl * 1000) {
    database.accessTokens.delete(tokenId);
    throw refusals.token("ttl expired");
  }
  token.numUses += 1;
  return { identityId: token.identityId };
}
