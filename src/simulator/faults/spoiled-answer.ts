import { Readable } from "node:stream";
import type { Fault } from "./fault";

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Readable;
}

const json = { "content-type": "application/json; charset=utf-8" };

/**
 * What is sent in place of the server's own answer.
 * @param body that the server would have sent; empty when the request was kept from it.
 * @returns undefined when a fault does not concern what is sent.
 */
export function spoiledAnswer(fault: Fault, status: number, body: string): Answer | undefined {
  switch (fault.kind) {
    case "status":
      return {
        status: fault.status,
        headers: { ...json, ...fault.headers },
        body: fault.body === undefined ? "" : JSON.stringify(fault.body),
      };
    case "truncate":
      return {
        status,
        headers: { ...json, "content-length": String(Buffer.byteLength(body)) },
        body: brokenOff(body.slice(0, Math.ceil(body.length / 2))),
      };
    case "garbage":
      return { status: 200, headers: json, body: '\u0000{"privilege":[}]\uFFFD not JSON' };
    case "html":
      return {
        status: fault.status,
        headers: { "content-type": "text/html; charset=utf-8" },
        body: "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Sign in to continue</h1></body></html>\n",
      };
    case "wrong-types":
      return { status, headers: json, body: JSON.stringify(withWrongTypes(JSON.parse(body))) };
    case "huge":
      return { status, headers: json, body: withPadding(body, fault.bytes) };
    case "redirect":
      return { status: fault.status, headers: { location: fault.location }, body: "" };
    case "endless":
      return { status: 200, headers: json, body: dripping() };
    default:
      return undefined;
  }
}

/** Ends with an error, so that the connection is closed before all that was announced has come. */
function brokenOff(text: string): Readable {
  return Readable.from(
    (function* () {
      yield text;
      throw new Error("The fault plan breaks the answer off here.");
    })(),
  );
}

/** White space before a JSON text means nothing, so a reader has no reason to stop. */
function dripping(): Readable {
  let timer: NodeJS.Timeout | undefined;
  return new Readable({
    read() {
      timer ??= setInterval(() => this.push(" "), 50);
    },
    destroy(error, done) {
      clearInterval(timer);
      done(error);
    },
  });
}

function withPadding(body: string, bytes: number): string {
  return JSON.stringify({ ...(JSON.parse(body) as object), padding: "x".repeat(bytes) });
}

function withWrongTypes(value: unknown): unknown {
  switch (typeof value) {
    case "string":
      return 7;
    case "number":
      return "seven";
    case "boolean":
      return "perhaps";
    default:
      return Array.isArray(value) || value === null
        ? { unexpected: true }
        : Object.fromEntries(
            Object.entries(value as object).map(([key, item]) => [key, withWrongTypes(item)]),
          );
  }
}
