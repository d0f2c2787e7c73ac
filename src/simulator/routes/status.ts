import type { FastifyInstance } from "fastify";
import type { ServerContext } from "../http/context";

/** Whether the server is up: without a token, without limits (r04:1-2). */
export function addStatusRoute(server: FastifyInstance, { clock }: ServerContext): void {
  server.get("/api/status", { config: { public: true, rateLimit: "none" } }, () =>
    Promise.resolve({
      date: clock.date().toISOString(),
      message: "Ok",
      emailConfigured: false,
      inviteOnlySignup: true,
      redisConfigured: true,
      secretScanningConfigured: false,
    }),
  );
}
