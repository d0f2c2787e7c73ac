import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Clock } from "../clock";
import { maskSecrets, type RequestLog } from "./request-log";
import { routeOf } from "./route-of";

/** Logs each request before its answer leaves, so that whoever has the answer finds the request in the log. */
export function addRequestLog(server: FastifyInstance, clock: Clock, requests: RequestLog): void {
  server.addHook("onSend", async (request, reply, payload) => {
    if (request.routeOptions.config.control !== true) {
      logRequest(request, reply, clock, requests);
    }
    return payload;
  });
}

/** The status of a request whose connection was reset is 0. */
export function logRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  clock: Clock,
  requests: RequestLog,
): void {
  requests.add({
    time: clock.date().toISOString(),
    method: request.method,
    path: request.url,
    route: routeOf(request),
    status: request.raw.socket.destroyed ? 0 : reply.statusCode,
    ...(request.body !== undefined && { body: maskSecrets(request.body) }),
    ...(request.faultNote !== null && { fault: request.faultNote }),
  });
}
