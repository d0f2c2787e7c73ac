import type { FastifyRequest } from "fastify";
import type { Caller } from "./context";

/** The caller of a route that is not public; a request without one never gets as far as the handler. */
export function requireCaller(request: FastifyRequest): Caller {
  if (request.caller === null) {
    throw new TypeError(`${request.method} ${request.url} was reached without a caller.`);
  }
  return request.caller;
}
