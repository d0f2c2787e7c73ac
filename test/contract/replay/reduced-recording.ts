import { readFileSync } from "node:fs";
import type { World } from "../../../src/simulator/world";
import type { Exchange } from "./exchange";

/**
 * A recording reduced to its facts, in lines of JSON. The first line names the scenario and when it began; every other
 * is an exchange. `{target-1}` is an identifier of the world (`{TARGET-1}` in upper case), `{7}` one that the server
 * made, `@1200` a time in milliseconds since the beginning; `sameAs` an answer that was given before, by its line.
 */
interface ReducedExchange {
  note: string;
  /** Milliseconds since the beginning, and how long it took. */
  sent: number;
  took: number;
  request: string;
  /** Those that are not what a request with such a body, and a token that is not shown, has anyway. */
  headers?: Record<string, string | null>;
  body?: unknown;
  status: number | null;
  /** The entity tag, where a later request sends it back. */
  tag?: string;
  /** Limit, remaining, reset and, when refused, retry-after. */
  limit?: string;
  sameAs?: number;
  answer?: unknown;
}

const limitHeaders = ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "retry-after"];
const jsonType = "application/json; charset=utf-8";
const tagNotKept = '"not kept"';
const token = "Bearer REDACTED";
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const timeFields = new Set(["createdAt", "updatedAt"]);

/** The lines of the reduced form of a recording. */
export function reduceRecording(exchanges: readonly Exchange[], world: World): string {
  const [first] = exchanges;
  if (first === undefined) {
    throw new RangeError("A recording without exchanges cannot be reduced.");
  }
  const began = Math.floor(first.sentAt);
  const names = new Map(namesOf(world).map(([name, id]) => [id, name]));
  const sentBack = new Set(exchanges.map(({ requestHeaders }) => requestHeaders["if-none-match"]));
  const lines = new Map<string, number>();
  const shorten = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value, (key, item: unknown) =>
        timeFields.has(key) ? `@${String(Date.parse(String(item)) - began)}` : item,
      ).replaceAll(uuid, (id) => placeholder(id, names)),
    );
  const reduced = exchanges.map((exchange, index): ReducedExchange => {
    const answer = shorten(exchange.responseBody ?? null);
    const text = JSON.stringify(answer);
    const sameAs = lines.get(text);
    lines.set(text, sameAs ?? index + 2);
    const limit = limitHeaders
      .map((name) => exchange.responseHeaders[name])
      .filter(Boolean)
      .join(" ");
    const tag = exchange.responseHeaders["etag"];
    const headers = unusualHeaders(exchange);
    return {
      note: exchange.note,
      sent: Number((exchange.sentAt - began).toFixed(2)),
      took: exchange.ms,
      request: String(shorten(`${exchange.method} ${exchange.path}`)),
      ...(Object.keys(headers).length > 0 && { headers }),
      ...(exchange.requestBody !== undefined && { body: shorten(exchange.requestBody) }),
      status: exchange.status,
      ...(tag !== undefined && sentBack.has(tag) && { tag }),
      ...(limit !== "" && { limit }),
      ...(sameAs === undefined ? { answer } : { sameAs }),
    };
  });
  const head = { scenario: first.scenario, began: new Date(began).toISOString() };
  return [head, ...reduced].map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** Reads a reduced recording back into exchanges. */
export function readReducedRecording(path: string, world: World): Exchange[] {
  const [head = "", ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
  const { scenario, began } = JSON.parse(head) as { scenario: string; began: string };
  const start = Date.parse(began);
  const ids = new Map(namesOf(world));
  const lengthen = (text: string): string =>
    text
      .replaceAll(/\{([^{}":]+)\}/g, (whole, name: string) => identifier(name, ids) ?? whole)
      .replaceAll(
        /"@(-?\d+)"/g,
        (_whole, time: string) => `"${new Date(start + Number(time)).toISOString()}"`,
      );
  const reduced = lines.map((line) => JSON.parse(lengthen(line)) as ReducedExchange);
  return reduced.map((each, index) => {
    const [method = "", ...path_] = each.request.split(" ");
    const [limit, remaining, reset, retryAfter] = (each.limit ?? "").split(" ");
    return {
      scenario,
      note: each.note,
      at: new Date(start + each.sent + each.took).toISOString(),
      method,
      path: path_.join(" "),
      requestHeaders: withUsualHeaders(each),
      ...(each.body !== undefined && { requestBody: each.body }),
      status: each.status,
      responseHeaders: {
        "content-type": jsonType,
        etag: each.tag ?? tagNotKept,
        ...(limit !== "" && limit !== undefined && { "x-ratelimit-limit": limit }),
        ...(remaining !== undefined && { "x-ratelimit-remaining": remaining }),
        ...(reset !== undefined && { "x-ratelimit-reset": reset }),
        ...(retryAfter !== undefined && { "retry-after": retryAfter }),
      },
      responseBody: each.sameAs === undefined ? each.answer : reduced[each.sameAs - 2]?.answer,
      ms: each.took,
      line: index + 2,
      sentAt: start + each.sent,
    };
  });
}

function namesOf({ organizationId, operator, projects, targets, outsiders }: World): [string, string][] {
  return [
    ["organization", organizationId],
    ["operator", operator.identityId],
    ["operator's client", operator.clientId],
    ...projects.map(({ slug, id }): [string, string] => [slug, id]),
    ...[...targets, ...outsiders].map(({ name, identityId }): [string, string] => [name, identityId]),
  ];
}

function placeholder(id: string, names: Map<string, string>): string {
  const key = id.toLowerCase();
  const name = names.get(key) ?? String(names.size);
  names.set(key, name);
  return `{${id === key ? name : name.toUpperCase()}}`;
}

function identifier(name: string, ids: ReadonlyMap<string, string>): string | undefined {
  if (/^\d+$/.test(name)) {
    return `00000000-0000-4000-8000-${name.padStart(12, "0")}`;
  }
  return ids.get(name) ?? ids.get(name.toLowerCase())?.toUpperCase();
}

function unusualHeaders({ requestHeaders, requestBody }: Exchange): Record<string, string | null> {
  const usual = usualHeaders(requestBody);
  const absent = Object.keys(usual).filter((name) => requestHeaders[name] === undefined);
  return {
    ...Object.fromEntries(Object.entries(requestHeaders).filter(([name, value]) => usual[name] !== value)),
    ...Object.fromEntries(absent.map((name) => [name, null])),
  };
}

function withUsualHeaders({ headers = {}, body }: ReducedExchange): Record<string, string> {
  const all = { ...usualHeaders(body), ...headers };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

function usualHeaders(body: unknown): Record<string, string> {
  return { authorization: token, ...(body !== undefined && { "content-type": "application/json" }) };
}
