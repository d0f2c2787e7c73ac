import { createHash } from "node:crypto";
import { compareBodies, type BodyContext } from "./compare-bodies";
import type { Difference } from "./correspondence";
import type { Exchange } from "./exchange";

/** An answer of the simulator. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed text, or the text itself when it is not JSON. */
  body: unknown;
}

export interface AnswerContext extends BodyContext {
  /** Whether a header may say this because of when, within its duration, the exchange was counted. */
  secondsLeft?: (header: string, recorded: string | null) => boolean;
}

const comparedHeaders = [
  "content-type",
  "x-ratelimit-limit",
  "x-ratelimit-remaining",
  "x-ratelimit-reset",
  "retry-after",
];

/** The first difference between a recorded answer and a replayed one: status, headers, then body. */
export function compareAnswers(
  exchange: Exchange,
  answer: Answer,
  context: AnswerContext,
): Difference | undefined {
  if (exchange.status !== answer.status) {
    return {
      where: "status",
      recorded: `${String(exchange.status)} ${JSON.stringify(exchange.responseBody)}`,
      replayed: `${String(answer.status)} ${answer.text}`,
    };
  }
  for (const name of comparedHeaders) {
    const recorded = exchange.responseHeaders[name] ?? null;
    const replayed = answer.headers.get(name);
    if (recorded !== replayed && !context.secondsLeft?.(name, recorded)) {
      return { where: name, recorded, replayed };
    }
  }
  return compareTags(exchange, answer) ?? compareBodies(exchange.responseBody ?? "", answer.body, context);
}

/** An entity tag is the hash of its own body, so two of them can be compared only by that. */
function compareTags(exchange: Exchange, answer: Answer): Difference | undefined {
  const recorded = exchange.responseHeaders["etag"];
  const replayed = answer.headers.get("etag");
  const own = `"${createHash("sha1").update(answer.text).digest("base64")}"`;
  const isRight = recorded === undefined ? replayed === null : replayed === own || answer.status === 304;
  return isRight ? undefined : { where: "etag", recorded: recorded ?? null, replayed };
}
