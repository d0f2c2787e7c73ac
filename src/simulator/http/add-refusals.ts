import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal } from "../release/refusal";
import type { ServerContext } from "./context";

type ThrownError = Error & { statusCode?: number; code?: string };

const reasonPhrases: Readonly<Record<number, string>> = {
  400: "Bad Request",
  413: "Payload Too Large",
  415: "Unsupported Media Type",
};

/** Answers every request that was refused, be it by a route or by the framework. */
export function addRefusals(server: FastifyInstance, context: ServerContext): void {
  server.setErrorHandler((error: ThrownError, request, reply) => {
    const { status, body } = error instanceof Refusal ? error : frameworkRefusal(error, request, context);
    const { numbersRequests } = context.release;
    void reply.code(status).send(numbersRequests ? { reqId: request.id, ...body } : body);
  });
}

/** What the framework itself finds wrong with a request: malformed or too large bodies, unknown media types (p16). */
function frameworkRefusal(error: ThrownError, request: FastifyRequest, { release }: ServerContext): Refusal {
  const statusCode = error.statusCode ?? 500;
  const reason = reasonPhrases[statusCode];
  if (reason === undefined) {
    return release.refusals.unexpected(error.message);
  }
  // The framework's version that the server used still named the type (p16:4).
  const message =
    statusCode === 415 ? `${reason}: ${request.headers["content-type"] ?? "undefined"}` : error.message;
  return new Refusal(statusCode, {
    statusCode,
    ...(error.code !== undefined && { code: error.code }),
    error: reason,
    message,
  });
}
