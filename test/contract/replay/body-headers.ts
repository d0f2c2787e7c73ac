import { createHash } from "node:crypto";
import type { Exchange } from "./exchange";

/** Headers that a server computes from the text of its answer, and how. */
const computed: Readonly<Record<string, (text: string) => string>> = {
  etag: entityTag,
  "content-length": (text) => String(Buffer.byteLength(text)),
};

/** The strong entity tag of a text (contract/api.md 6). */
export function entityTag(text: string): string {
  return `"${createHash("sha1").update(text).digest("base64")}"`;
}

/**
 * What an answer's own body makes of these headers. They can't be compared with a replay, whose bodies hold other
 * identifiers; but in a recording whose headers fit their bodies, one that does not is no header of that server.
 */
export class BodyHeaders {
  private readonly kept: readonly string[];

  constructor(exchanges: readonly Exchange[]) {
    this.kept = Object.keys(computed).filter((name) => {
      const held = exchanges.filter((exchange) => ownText(exchange) !== undefined && has(exchange, name));
      const wrong = held.filter((exchange) => exchange.responseHeaders[name] !== own(exchange, name));
      return wrong.length <= Math.max(1, held.length / 20);
    });
  }

  /** The headers that the recorded body determines; none where the recording does not show the body as it was. */
  of(exchange: Exchange): [name: string, value: string][] {
    return this.kept
      .filter((name) => has(exchange, name))
      .map((name): [string, string | undefined] => [name, own(exchange, name)])
      .filter((entry): entry is [string, string] => entry[1] !== undefined);
  }
}

function has({ responseHeaders }: Exchange, name: string): boolean {
  return responseHeaders[name] !== undefined;
}

function own(exchange: Exchange, name: string): string | undefined {
  const text = ownText(exchange);
  return text === undefined ? undefined : computed[name]?.(text);
}

/** The text of an answer, undefined when the recording hides part of it or there was none. */
function ownText({ status, method, responseBody }: Exchange): string | undefined {
  if (status === 304 || method === "HEAD" || typeof responseBody !== "object" || responseBody === null) {
    return undefined;
  }
  const text = JSON.stringify(responseBody);
  return text.includes("REDACTED") ? undefined : text;
}
