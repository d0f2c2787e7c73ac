import { parse as parseQuery } from "node:querystring";
import type { FastifyInstance } from "fastify";

class BadBody extends Error {
  readonly statusCode = 400;
  constructor(
    message: string,
    readonly code?: string,
  ) {
    super(message);
  }
}

/**
 * JSON as a server of the framework's version before reads it: the parser's own message for malformed text, an error
 * for an empty body, and none of the keys that poison prototypes (p16:1-2, u01:41). Forms are read too (u07:12).
 */
export function addBodyParsers(server: FastifyInstance): void {
  server.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
    try {
      done(null, parseJson(String(body)));
    } catch (error) {
      done(
        error instanceof BadBody
          ? error
          : new BadBody(error instanceof Error ? error.message : String(error)),
      );
    }
  });
  server.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, body, done) => {
      done(null, { ...parseQuery(String(body)) });
    },
  );
}

function parseJson(text: string): unknown {
  if (text === "") {
    throw new BadBody(
      "Body cannot be empty when content-type is set to 'application/json'",
      "FST_ERR_CTP_EMPTY_JSON_BODY",
    );
  }
  return JSON.parse(text.replace(/^\uFEFF/, ""), (key, value: unknown) => {
    const poisons =
      key === "__proto__" ||
      (key === "constructor" && typeof value === "object" && value !== null && "prototype" in value);
    if (poisons) {
      throw new BadBody("Object contains forbidden prototype property");
    }
    return value;
  });
}
