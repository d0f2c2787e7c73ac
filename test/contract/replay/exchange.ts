import { readFileSync } from "node:fs";
import { z } from "zod";

const exchangeSchema = z.object({
  scenario: z.string(),
  note: z.string().default(""),
  /** When the answer had come. */
  at: z.iso.datetime(),
  method: z.string(),
  path: z.string(),
  requestHeaders: z.record(z.string(), z.string()).default({}),
  requestBody: z.unknown().optional(),
  /** Null or 0 when there was no answer. */
  status: z.number().nullable(),
  responseHeaders: z.record(z.string(), z.string()).default({}),
  responseBody: z.unknown().optional(),
  /** How long it took, in milliseconds. */
  ms: z.number().default(0),
});

/** One request and its answer, as recorded (contract/api.md, introduction). */
export interface Exchange extends z.output<typeof exchangeSchema> {
  /** Line of the recording, from 1. */
  line: number;
  /** When the request was sent, in milliseconds since the epoch. */
  sentAt: number;
}

/** Reads a recording: one JSON object a line. @throws Error that names the line which is malformed. */
export function readRecording(path: string): Exchange[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .map((text, index) => ({ text, line: index + 1 }))
    .filter(({ text }) => text.trim() !== "")
    .map(({ text, line }) => {
      try {
        const exchange = exchangeSchema.parse(JSON.parse(text));
        return { ...exchange, line, sentAt: Date.parse(exchange.at) - exchange.ms };
      } catch (error) {
        const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
        throw new Error(`${path}:${String(line)} is no recorded exchange: ${message}`, { cause: error });
      }
    });
}

/** A field of an answer's body, undefined when the body is no object. */
export function field(body: unknown, name: string): unknown {
  return isObject(body) ? body[name] : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text of `message` of a refusal, empty when there is none. */
export function messageOf({ responseBody }: Exchange): string {
  const message = field(responseBody, "message");
  return typeof message === "string" ? message : "";
}

/** The identity and the project whose privileges a request is about. */
export function targetOf({ path, requestBody }: Exchange): { identityId?: string; projectSlug?: string } {
  const query = new URLSearchParams(path.split("?")[1]);
  const value = (name: string): string | undefined => {
    const inBody = field(requestBody, name);
    return typeof inBody === "string" ? inBody : (query.get(name) ?? undefined);
  };
  const [identityId, projectSlug] = [value("identityId"), value("projectSlug")];
  return {
    ...(identityId !== undefined && { identityId: identityId.toLowerCase() }),
    ...(projectSlug !== undefined && { projectSlug }),
  };
}
