import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ServerContext } from "../http/context";
import { logRequest } from "../http/add-request-log";
import type { RequestLog } from "../http/request-log";
import { routeLimit } from "../http/route-limit";
import { routeOf } from "../http/route-of";
import type { Fault } from "./fault";
import { describeFault, type FaultPlan } from "./fault-plan";
import { spoiledAnswer, type Answer } from "./spoiled-answer";

declare module "fastify" {
  interface FastifyRequest {
    fault: Fault | null;
    /** What the request log says about the fault. */
    faultNote: string | null;
  }
}

/** Lets a fault plan strike: before a request is looked at, before its write, or in place of its answer. */
export function addFaults(
  server: FastifyInstance,
  context: ServerContext,
  plan: FaultPlan,
  requests: RequestLog,
): void {
  const closing = new AbortController();
  const limitedUntil = new Map<string, number>();
  server.decorateRequest("fault", null);
  server.decorateRequest("faultNote", null);
  server.addHook("preClose", async () => {
    closing.abort();
  });

  const wait = (milliseconds: number): Promise<void> =>
    sleep(milliseconds, undefined, { signal: closing.signal });

  server.addHook("onRequest", async (request, reply) => {
    if (request.routeOptions.config.control === true) {
      return undefined;
    }
    const route = routeOf(request);
    const fault = plan.strike(route);
    if (fault?.kind === "rate-limit") {
      limitedUntil.set(route, context.clock.now() + fault.seconds * 1000);
    }
    refuseWithin(limitedUntil.get(route) ?? 0, request, reply, context);
    if (fault === undefined) {
      return undefined;
    }
    request.faultNote = describeFault(fault);
    if (fault.kind === "delay") {
      return delay(request, fault, wait);
    }
    if (fault.kind !== "redirect" && !("when" in fault && fault.when === "before")) {
      request.fault = fault;
      return undefined;
    }
    // The request ends here; whatever it asked for does not happen.
    const answer = spoiledAnswer(fault, 200, "{}");
    if (answer !== undefined) {
      setHead(reply, answer);
      void reply.send(answer.body);
      // Else the route would be run as soon as the client breaks an answer off that has not ended.
      return reply.hijack();
    }
    request.raw.socket.resetAndDestroy();
    logRequest(request, reply, context.clock, requests);
    return reply.hijack();
  });

  server.addHook("onSend", async (request, reply, payload) => {
    const { fault } = request;
    if (fault === null || typeof payload !== "string") {
      return payload;
    }
    request.fault = null;
    if (fault.kind === "delay") {
      await wait(fault.milliseconds);
    }
    if (fault.kind === "reset") {
      request.raw.socket.resetAndDestroy();
    }
    const answer = spoiledAnswer(fault, reply.statusCode, payload);
    if (answer === undefined) {
      return payload;
    }
    setHead(reply, answer);
    return answer.body;
  });
}

/** Refuses a request inside of a window that a fault opened, with the headers of a limit that is used up. */
function refuseWithin(
  end: number,
  request: FastifyRequest,
  reply: FastifyReply,
  context: ServerContext,
): void {
  const secondsLeft = Math.ceil((end - context.clock.now()) / 1000);
  if (secondsLeft <= 0) {
    return;
  }
  request.faultNote = "rate-limit";
  void reply.headers({
    "x-ratelimit-limit": (request.is404 ? undefined : routeLimit(request, context.release)) ?? 0,
    "x-ratelimit-remaining": 0,
    "x-ratelimit-reset": secondsLeft,
    "retry-after": secondsLeft,
  });
  throw context.release.refusals.rateLimited(secondsLeft);
}

async function delay(
  request: FastifyRequest,
  fault: Extract<Fault, { kind: "delay" }>,
  wait: (milliseconds: number) => Promise<void>,
): Promise<void> {
  switch (fault.when) {
    case "before":
      return wait(fault.milliseconds);
    case "commit":
      request.beforeCommit = () => wait(fault.milliseconds);
      return;
    case "after":
      request.fault = fault;
  }
}

function setHead(reply: FastifyReply, { status, headers }: Answer): void {
  reply.removeHeader("content-length");
  void reply.code(status).headers(headers);
}
