import type { TrustedIp } from "../../src/simulator/state/rows";
import type { PrivilegeFields } from "../../src/simulator/state/store";
import type { DeclaredRule, PrivilegeStep, StoredRule } from "./matrix-row";

// What the rows of both matrices are written with.

export const hour = 3_600_000;
export const app = { environment: "prod", secretPath: { $glob: "/app/**" } };
/** What a row declares that says nothing else: read on secrets in prod under /app/**, permanently. */
export const read: DeclaredRule = { actions: ["read"], subject: "secrets", conditions: app };
export const roles: DeclaredRule = { actions: ["read"], subject: "role" };

/** A rule on secrets as somebody may store it. */
export function stored(action: string | string[], conditions: unknown = app): StoredRule {
  return { action, subject: "secrets", conditions };
}

export const storedRoles: StoredRule = { action: "read", subject: "role" };

export function toRules(...rules: StoredRule[]): PrivilegeStep[] {
  return [{ rules }];
}

export function toConditions(conditions: unknown): PrivilegeStep[] {
  return toRules(stored("read", conditions));
}

export function toEnvironment(environment: unknown): PrivilegeStep[] {
  return toConditions({ ...app, environment });
}

export function toPath(secretPath: unknown): PrivilegeStep[] {
  return toConditions({ ...app, secretPath });
}

export function toMore(conditions: object): PrivilegeStep[] {
  return toConditions({ ...app, ...conditions });
}

/** Another client of API v1 that writes one rule on secrets. */
export function patched(actions: string[], conditions: object = app): PrivilegeStep[] {
  return [{ patch: { privilegePermission: { actions, subject: "secrets", conditions } } }];
}

/** A window that ended long ago. */
export const ended = { range: "1h", start_time: "2020-01-01T00:00:00Z" };
/** A window with a configured start that is open for long. */
export const century = { range: "100y", start_time: "2020-01-01T00:00:00Z" };

/** The fields of a temporary row; begin and length in milliseconds. */
export function windowOf(temporaryRange: string, begin: number, length: number): Partial<PrivilegeFields> {
  return {
    isTemporary: true,
    temporaryMode: "relative",
    temporaryRange,
    temporaryAccessStartTime: begin,
    temporaryAccessEndTime: begin + length,
  };
}

export function ip(ipAddress: string, prefix?: number): TrustedIp {
  const type = ipAddress.includes(":") ? "ipv6" : "ipv4";
  return { type, ipAddress, ...(prefix !== undefined && { prefix }) };
}
