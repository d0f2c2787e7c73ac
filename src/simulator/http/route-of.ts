import type { FastifyRequest } from "fastify";

/** Method and pattern of the route that answers a request; `unknown` when there is none. */
export function routeOf(request: FastifyRequest): string {
  return request.is404 ? "unknown" : `${request.method} ${request.routeOptions.url ?? ""}`;
}
