import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { parseFaults } from "../faults/fault";
import type { FaultPlan } from "../faults/fault-plan";
import type { ServerContext } from "../http/context";
import type { RequestLog } from "../http/request-log";
import { Refusal } from "../release/refusal";

const after = z.object({ after: z.coerce.number().int().min(0).default(0) });
const clockChange = z.strictObject({
  /** ISO 8601 with a zone. */
  time: z.iso.datetime({ offset: true }).optional(),
  /** Milliseconds. */
  advance: z.number().optional(),
  scale: z.number().min(0).optional(),
});

/**
 * How another process looks into a simulator and steers it: its request log, its fault plan, its clock. Not part of
 * the real server, hence under a path of its own, without a token, outside of log, faults and limits.
 */
export function addControlRoutes(
  server: FastifyInstance,
  context: ServerContext,
  parts: { requests: RequestLog; faults: FaultPlan; routes: ReadonlySet<string> },
): void {
  const { clock } = context;
  const config = { control: true };

  /** `{requests, last}`: those that came after the sequence number `after`, and the number to ask with next. */
  server.get("/__simulator/requests", { config }, (request) => {
    const { after: sequence } = understood(() => after.parse(request.query));
    return Promise.resolve({
      requests: parts.requests.after(sequence),
      last: parts.requests.lastSequence,
    });
  });

  server.put("/__simulator/faults", { config }, (request) => {
    const faults = understood(() => parseFaults(request.body, parts.routes));
    parts.faults.replace(faults);
    return Promise.resolve({ faults });
  });

  server.put("/__simulator/clock", { config }, (request) => {
    const { time, advance, scale } = understood(() => clockChange.parse(request.body));
    // First, so that a clock that is stopped shows exactly the time that it is set to.
    clock.scale = scale ?? clock.scale;
    if (time !== undefined) {
      clock.set(new Date(time));
    }
    clock.advance(advance ?? 0);
    return Promise.resolve({ time: clock.date().toISOString(), scale: clock.scale });
  });
}

function understood<Value>(parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    throw new Refusal(400, { message: error instanceof Error ? error.message : String(error) });
  }
}
