import { z } from "zod";

/** Before the request takes effect, or after: then only the answer is lost or spoiled. */
const commit = z.enum(["before", "after"]);
const target = {
  /** Method and pattern as in the request log, such as `POST /api/v1/additional-privilege/identity/permanent`, or `*`. */
  route: z.string().default("*"),
  /** Which of the requests to that route, counted from 1 since the plan was set; every one when absent. */
  nth: z.union([z.int().min(1), z.array(z.int().min(1))]).optional(),
};

const faultSchema = z.discriminatedUnion("kind", [
  /** The connection is reset without an answer. */
  z.strictObject({ ...target, kind: z.literal("reset"), when: commit }),
  /** Real milliseconds: before anything is looked at, between the checks and the write, or before the answer. */
  z.strictObject({
    ...target,
    kind: z.literal("delay"),
    when: z.enum(["before", "commit", "after"]),
    milliseconds: z.int().min(0),
  }),
  /** Another answer than the server's own. */
  z.strictObject({
    ...target,
    kind: z.literal("status"),
    when: commit.default("before"),
    status: z.int().min(200).max(599),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.unknown().optional(),
  }),
  /** 429 for every request to the route until so many seconds, by the server's clock, have passed. */
  z.strictObject({ ...target, kind: z.literal("rate-limit"), seconds: z.number().positive() }),
  /** The answer breaks off in the middle; its length was announced. */
  z.strictObject({ ...target, kind: z.literal("truncate") }),
  /** An answer of 200 that says it is JSON and is not. */
  z.strictObject({ ...target, kind: z.literal("garbage"), when: commit.default("after") }),
  /** A page as a proxy or a login portal sends it. */
  z.strictObject({
    ...target,
    kind: z.literal("html"),
    when: commit.default("before"),
    status: z.int().min(200).max(599).default(200),
  }),
  /** The server's answer with every value replaced by one of another type. */
  z.strictObject({ ...target, kind: z.literal("wrong-types") }),
  /** The server's answer with a field of so many bytes put into it. */
  z.strictObject({ ...target, kind: z.literal("huge"), bytes: z.int().min(1).default(10_000_000) }),
  /** To another host or path, the method kept with 307 and 308. */
  z.strictObject({
    ...target,
    kind: z.literal("redirect"),
    location: z.string().min(1),
    status: z.union([z.literal(301), z.literal(302), z.literal(307), z.literal(308)]).default(307),
  }),
  /** An answer that goes on for ever, one byte after the other. */
  z.strictObject({ ...target, kind: z.literal("endless"), when: commit.default("after") }),
]);

/** One thing that is to go wrong. */
export type Fault = z.output<typeof faultSchema>;

/** A fault as it may be written: what has a default can be left out. */
export type FaultInput = z.input<typeof faultSchema>;

/**
 * Checks a fault plan: a list of faults, of which the first that fits a request strikes.
 * @param routes that the server has; a plan for another one would never strike.
 * @throws Error that names each mistake.
 */
export function parseFaults(input: unknown, routes: ReadonlySet<string>, source = "the fault plan"): Fault[] {
  const result = z.array(faultSchema).safeParse(input);
  if (!result.success) {
    throw new Error(`Cannot use ${source}:\n${z.prettifyError(result.error)}`);
  }
  const unknown = result.data.find(({ route }) => route !== "*" && !routes.has(route));
  if (unknown !== undefined) {
    const known = [...routes].sort().map((route) => `  ${route}`);
    throw new Error(
      `Cannot use ${source}: the server has no route "${unknown.route}". It has these:\n${known.join("\n")}`,
    );
  }
  return result.data;
}
