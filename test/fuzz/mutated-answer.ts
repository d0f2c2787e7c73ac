import { mutate } from "../terraform-plugin/fuzz/mutators";
import type { SeededRandom } from "../terraform-plugin/fuzz/random";
import type { AnswerTemplate } from "./answer-templates";
import { mutateJson } from "./mutate-json";

export interface MutatedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The bytes of the whole answer are sent in place of it. */
  readonly raw?: Buffer;
}

const STATUSES = [
  200, 200, 200, 201, 204, 301, 304, 400, 401, 403, 404, 418, 422, 429, 500, 502, 503, 599,
] as const;

/** Headers that mean something to the client. None asks for a wait of more than a second, which would be granted. */
const HEADERS: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ["x-ratelimit-remaining", "-1"],
  ["x-ratelimit-remaining", "NaN"],
  ["x-ratelimit-limit", "1e9"],
  ["x-ratelimit-reset", "999999999999"],
  ["retry-after", "-5"],
  ["retry-after", "soon"],
  ["retry-after", "Thu, 01 Jan 1970 00:00:00 GMT"],
  ["date", "yesterday"],
  ["date", "Fri, 31 Dec 9999 23:59:59 GMT"],
  ["content-type", "text/html; charset=utf-16"],
  ["content-encoding", "gzip"],
  ["content-encoding", "br"],
  ["location", "//"],
  ["location", "http://["],
  ["set-cookie", "a=b"],
];

/** An answer with something wrong about its values, its bytes, its head or the HTTP that it is sent in. */
export function mutatedAnswer({ status, body }: AnswerTemplate, random: SeededRandom): MutatedAnswer {
  const headers: Record<string, string> = { "content-type": "application/json; charset=utf-8" };
  const answer = { status, headers, body: Buffer.from(body) };
  switch (random.below(10)) {
    case 0:
    case 1:
      return { ...answer, body: mutate(answer.body, random) };
    case 2: {
      const [name, value] = random.pick(HEADERS);
      return { ...answer, headers: { ...headers, [name]: value } };
    }
    case 3:
      return { ...answer, status: random.pick([...STATUSES]) };
    case 4:
      return { ...answer, raw: mutate(httpOf(answer), random) };
    default:
      return { ...answer, body: Buffer.from(mutateJson(body, random)) };
  }
}

function httpOf({ status, body }: { status: number; body: Buffer }): Buffer {
  const head = `HTTP/1.1 ${status} Status\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}
