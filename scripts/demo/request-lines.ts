import type { LoggedRequest } from "../../src/simulator/http/request-log";
import { nameOf } from "./world";

/** What the simulator was asked, for people to read: equal lines once, with their number. */
export function requestLines(requests: readonly LoggedRequest[]): string {
  const counts = new Map<string, number>();
  for (const request of requests) {
    const line = requestLine(request);
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, count]) => (count === 1 ? line : `${line}  (${count} times)`)).join("\n");
}

/** Those that change something. */
export function writes(requests: readonly LoggedRequest[]): LoggedRequest[] {
  return requests.filter(({ method, path }) => method !== "GET" && !path.endsWith("/login"));
}

/** Such as `PATCH ledger-rotate`: the privilege, or the identity whose universal auth it is. */
export function writeSummary(request: LoggedRequest): string {
  return `${request.method} ${about(request)}`;
}

function requestLine(request: LoggedRequest): string {
  const { method, path, status } = request;
  const route = path.replace(/\?.*/, "").replace(/[0-9a-f-]{36}/g, "…");
  return `${method.padEnd(6)} ${route.padEnd(56)} ${status}  ${about(request)}`.trimEnd();
}

function about({ path, body }: LoggedRequest): string {
  const { slug, privilegeSlug } = (body ?? {}) as { slug?: string; privilegeSlug?: string };
  const identity = /identit(?:ies|y-memberships)\/([0-9a-f-]{36})|identityId=([0-9a-f-]{36})/.exec(path);
  return privilegeSlug ?? slug ?? (identity === null ? "" : nameOf(identity[1] ?? identity[2] ?? ""));
}
