import type { FastifyRequest } from "fastify";

/**
 * The headers that may carry the client's address, first match first. x-client-ip and x-forwarded-for before
 * x-real-ip is r01:70-71; the rest of the order was read, not exercised (contract/api.md 5).
 */
const addressHeaders = [
  "cf-connecting-ip",
  "cf-pseudo-ipv4",
  "x-client-ip",
  "x-forwarded-for",
  "fastly-client-ip",
  "true-client-ip",
  "x-real-ip",
  "x-cluster-client-ip",
  "forwarded-for",
  "x-forwarded",
  "forwarded",
  "x-appengine-user-ip",
];

/** The address that limits and trusted IPs are about: a header's word if there is one, else the socket's. */
export function clientAddress(request: FastifyRequest): string {
  for (const header of addressHeaders) {
    const value = request.headers[header];
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined && first !== "") {
      return (first.split(",")[0] ?? first).trim();
    }
  }
  return request.ip;
}
