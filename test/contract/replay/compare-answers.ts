import { entityTag } from "./body-headers";
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
  /** What the recorded body makes of headers that are computed from it. */
  bodyHeaders?: readonly (readonly [name: string, value: string])[];
}

const comparedHeaders = [
  "content-type",
  "x-ratelimit-limit",
  "x-ratelimit-remaining",
  "x-ratelimit-reset",
  "retry-after",
];

/** The first difference between a recorded answer and a replayed one: status, headers, body, then what is computed from it. */
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
  return (
    compareTags(exchange, answer, context) ??
    compareBodies(exchange.responseBody ?? "", answer.body, context) ??
    compareBodyHeaders(exchange, context)
  );
}

/**
 * An entity tag is the hash of its own body, so a replayed one is right when it is that. One that was sent back, and
 * found to be still good, is that of the answer before.
 */
function compareTags(
  exchange: Exchange,
  answer: Answer,
  { correspondence }: AnswerContext,
): Difference | undefined {
  const recorded = exchange.responseHeaders["etag"];
  const replayed = answer.headers.get("etag");
  const right = answer.status === 304 ? correspondence.translate(recorded ?? "") : entityTag(answer.text);
  const isRight = recorded === undefined ? replayed === null : replayed === right;
  return isRight ? undefined : { where: "etag", recorded: recorded ?? null, replayed };
}

/** The recorded headers against their own body, which by now is known to say what the replayed one says. */
function compareBodyHeaders(
  { responseHeaders }: Exchange,
  { bodyHeaders = [] }: AnswerContext,
): Difference | undefined {
  for (const [name, right] of bodyHeaders) {
    const recorded = responseHeaders[name];
    if (recorded !== right) {
      return { where: name, recorded, replayed: right };
    }
  }
  return undefined;
}
