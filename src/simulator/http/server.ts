import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import fastify, { type FastifyInstance } from "fastify";
import { addFaults } from "../faults/add-faults";
import type { FaultPlan } from "../faults/fault-plan";
import { addClientSecretRoutes } from "../routes/client-secrets";
import { addControlRoutes } from "../routes/control";
import { addIdentityRoutes } from "../routes/identities";
import { addLoginRoutes } from "../routes/login";
import { addMembershipRoutes } from "../routes/memberships";
import { addPrivilegeRoutes } from "../routes/privileges";
import { addProjectRoutes } from "../routes/projects";
import { addSecretRoutes } from "../routes/secrets";
import { addStatusRoute } from "../routes/status";
import { addTokenAuthRoutes } from "../routes/token-auth";
import { addUniversalAuthRoutes } from "../routes/universal-auth";
import { addRefusals } from "./add-refusals";
import { authenticate } from "./authenticate";
import { addBodyParsers } from "./body-parsers";
import { clientAddress } from "./client-address";
import type { ServerContext } from "./context";
import { addEntityTags } from "./entity-tag";
import type { RateLimiter } from "./rate-limiter";
import type { RequestLog } from "./request-log";
import { addRequestLog } from "./add-request-log";
import { routeLimit } from "./route-limit";
import { routeOf } from "./route-of";

declare module "fastify" {
  interface FastifyRequest {
    /** Waited for between the checks of a write and the write itself, so that others get their turn there. */
    beforeCommit: () => Promise<void>;
  }
}

/** 72 seconds, after which an idle connection is closed (contract/api.md 6, x02). */
const keepAlive = 72_000;

/** Milliseconds between the check for a slug and the insertion, in which a real server waits for its database. */
const databaseRoundTrip = 2;

/** What stands around the routes of a server. */
export interface ServerParts {
  requests: RequestLog;
  faults: FaultPlan;
  /** Takes the names of the server's routes. */
  routes: Set<string>;
  /** Undefined for a server without rate limits. */
  rateLimiter: RateLimiter | undefined;
}

/** The HTTP server of a release: what happens to a request before and after its route. */
export function createServer(context: ServerContext, parts: ServerParts): FastifyInstance {
  const server = fastify({
    keepAliveTimeout: keepAlive,
    routerOptions: { ignoreTrailingSlash: true },
    genReqId: () => `req-${randomBytes(7).toString("hex")}`,
    forceCloseConnections: true,
  });
  server.decorateRequest("clientAddress", "");
  server.decorateRequest("caller", null);
  server.decorateRequest("beforeCommit", () => sleep(databaseRoundTrip));
  addBodyParsers(server);
  addRefusals(server, context);
  server.addHook("onRequest", async (_request, reply) => {
    void reply.header("date", context.clock.date().toUTCString());
  });
  addFaults(server, context, parts.faults, parts.requests);
  addGate(server, context, parts.rateLimiter);
  addEntityTags(server);
  addRequestLog(server, context.clock, parts.requests);
  server.addHook("onRoute", ({ method, url, config }) => {
    if (config?.control === true) {
      return;
    }
    for (const each of [method].flat()) {
      parts.routes.add(`${each} ${url}`);
    }
  });

  addLoginRoutes(server, context);
  addPrivilegeRoutes(server, context);
  addUniversalAuthRoutes(server, context);
  addClientSecretRoutes(server, context);
  addTokenAuthRoutes(server, context);
  addSecretRoutes(server, context);
  addMembershipRoutes(server, context);
  addIdentityRoutes(server, context);
  addProjectRoutes(server, context);
  addStatusRoute(server, context);
  addControlRoutes(server, context, parts);
  return server;
}

/**
 * Who asks comes before how often, and both before what: a bad token is not counted (r04:4-134), and a request beyond
 * the limit is refused before its body is looked at (r02:206).
 */
function addGate(
  server: FastifyInstance,
  context: ServerContext,
  rateLimiter: RateLimiter | undefined,
): void {
  server.addHook("onRequest", async (request, reply) => {
    if (request.is404 || request.routeOptions.config.control === true) {
      return;
    }
    request.clientAddress = clientAddress(request);
    request.caller = authenticate(request, context);
    if (request.caller === null && request.routeOptions.config.public !== true) {
      throw context.release.refusals.token("missing");
    }
    const limit = routeLimit(request, context.release);
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
}
