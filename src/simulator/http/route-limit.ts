import type { FastifyRequest } from "fastify";
import type { Release } from "../release/release";
import type { RateLimitKind } from "./context";

/** How many requests to this route a window allows; undefined for one that is not limited. */
export function routeLimit(request: FastifyRequest, release: Release): number | undefined {
  const kind: RateLimitKind =
    request.routeOptions.config.rateLimit ?? (isRead(request.method) ? "read" : "write");
  return kind === "none" ? undefined : release.rateLimits[kind];
}

function isRead(method: string): boolean {
  return method === "GET" || method === "HEAD";
}
