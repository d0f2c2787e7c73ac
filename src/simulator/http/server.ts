import { randomBytes } from "node:crypto";
import fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import { Refusal } from "../release/refusal";
import { addLoginRoutes } from "../routes/login";
import { addPrivilegeRoutes } from "../routes/privileges";
import { addUniversalAuthRoutes } from "../routes/universal-auth";
import { authenticate } from "./authenticate";
import { addBodyParsers } from "./body-parsers";
import { clientAddress } from "./client-address";
import type { RateLimitKind, ServerContext } from "./context";
import { addEntityTags } from "./entity-tag";
import type { RateLimiter } from "./rate-limiter";
import { maskSecrets, type RequestLog } from "./request-log";

declare module "fastify" {
  interface FastifyRequest {
    /** Waited for between the checks of a write and the write itself, so that others get their turn there. */
    beforeCommit: () => Promise<void>;
  }
}

/** 72 seconds, after which an idle connection is closed (contract/api.md 6, x02). */
const keepAlive = 72_000;

/** The HTTP server of a release: what happens to a request before and after its route. */
export function createServer(
  context: ServerContext,
  requests: RequestLog,
  rateLimiter: RateLimiter | undefined,
): FastifyInstance {
  const server = fastify({
    keepAliveTimeout: keepAlive,
    routerOptions: { ignoreTrailingSlash: true },
    genReqId: () => `req-${randomBytes(7).toString("hex")}`,
    forceCloseConnections: true,
  });
  server.decorateRequest("clientAddress", "");
  server.decorateRequest("caller", null);
  server.decorateRequest("beforeCommit", () => new Promise<void>((resolve) => setImmediate(resolve)));
  addBodyParsers(server);

  // Who asks comes before how often, and both before what: a bad token is not counted (r04:4-134), and a request
  // beyond the limit is refused before its body is looked at (r02:206).
  server.addHook("onRequest", async (request, reply) => {
    void reply.header("date", context.clock.date().toUTCString());
    if (request.is404) {
      return;
    }
    request.clientAddress = clientAddress(request);
    request.caller = authenticate(request, context);
    if (request.caller === null && request.routeOptions.config.public !== true) {
      throw context.release.refusals.token("missing");
    }
    const limit = rateLimitOf(request, context);
    if (rateLimiter === undefined || limit === undefined) {
      return;
    }
    const state = rateLimiter.count(`${routeOf(request)} ${request.clientAddress}`, limit);
    void reply.headers({
      "x-ratelimit-limit": state.limit,
      "x-ratelimit-remaining": state.remaining,
      "x-ratelimit-reset": state.reset,
    });
    if (state.exceeded) {
      void reply.header("retry-after", state.reset);
      throw context.release.refusals.rateLimited(state.reset);
    }
  });

  server.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const refusal = error instanceof Refusal ? error : frameworkRefusal(error, context);
    void reply
      .code(refusal.status)
      .send(context.release.numbersRequests ? { reqId: request.id, ...refusal.body } : refusal.body);
  });
  addEntityTags(server);
  server.addHook("onResponse", async (request, reply) => {
    requests.add({
      time: context.clock.date().toISOString(),
      method: request.method,
      path: request.url,
      route: routeOf(request),
      status: reply.statusCode,
      ...(request.body !== undefined && { body: maskSecrets(request.body) }),
      duration: reply.elapsedTime,
    });
  });

  addLoginRoutes(server, context);
  addPrivilegeRoutes(server, context);
  addUniversalAuthRoutes(server, context);
  return server;
}

function routeOf(request: FastifyRequest): string {
  return request.is404 ? "unknown" : `${request.method} ${request.routeOptions.url ?? ""}`;
}

function rateLimitOf(request: FastifyRequest, { release }: ServerContext): number | undefined {
  const kind: RateLimitKind =
    request.routeOptions.config.rateLimit ?? (request.method === "GET" ? "read" : "write");
  return kind === "none" ? undefined : release.rateLimits[kind];
}

const reasonPhrases: Readonly<Record<number, string>> = {
  400: "Bad Request",
  413: "Payload Too Large",
  415: "Unsupported Media Type",
};

/** What the framework itself finds wrong with a request: malformed or too large bodies, unknown media types (p16). */
function frameworkRefusal(
  error: Error & { statusCode?: number; code?: string },
  { release }: ServerContext,
): Refusal {
  const statusCode = error.statusCode ?? 500;
  const reason = reasonPhrases[statusCode];
  if (reason === undefined) {
    return release.refusals.unexpected(error.message);
  }
  return new Refusal(statusCode, {
    statusCode,
    ...(error.code !== undefined && { code: error.code }),
    error: reason,
    message: error.message,
  });
}
