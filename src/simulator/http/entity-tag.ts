import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";

/**
 * Every answer has a strong entity tag, the SHA-1 of its body; a client that has it already gets 304 (p13:15), also when
 * it asks with the weak form, which a proxy makes of it (from text: the framework's plugin).
 */
export function addEntityTags(server: FastifyInstance): void {
  server.addHook("onSend", async (request, reply, payload) => {
    if (typeof payload !== "string" || reply.hasHeader("etag")) {
      return payload;
    }
    const tag = `"${createHash("sha1").update(payload).digest("base64")}"`;
    void reply.header("etag", tag);
    const known = request.headers["if-none-match"];
    if (known === tag || known === `W/${tag}`) {
      void reply.code(304);
      return "";
    }
    return payload;
  });
}
