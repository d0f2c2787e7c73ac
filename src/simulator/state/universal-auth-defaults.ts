import { randomUUID } from "node:crypto";
import type { TrustedIp, UniversalAuthRow } from "./rows";

/** 30 days in seconds: the default of both TTLs (contract/api.md 3, u01:5). */
export const defaultTTL = 2_592_000;

export function anyAddress(): TrustedIp[] {
  return [
    { type: "ipv4", prefix: 0, ipAddress: "0.0.0.0" },
    { type: "ipv6", prefix: 0, ipAddress: "::" },
  ];
}

/** A universal auth as an attachment with an empty body makes it; the last five defaults are B3's (documented). */
export function newUniversalAuth(
  identityId: string,
  now: number,
  settings: Partial<UniversalAuthRow> = {},
): UniversalAuthRow {
  return {
    id: randomUUID(),
    clientId: randomUUID(),
    identityId,
    accessTokenTTL: defaultTTL,
    accessTokenMaxTTL: defaultTTL,
    accessTokenNumUsesLimit: 0,
    clientSecretTrustedIps: anyAddress(),
    accessTokenTrustedIps: anyAddress(),
    createdAt: now,
    updatedAt: now,
    accessTokenPeriod: 0,
    lockoutEnabled: true,
    lockoutThreshold: 3,
    lockoutDurationSeconds: 300,
    lockoutCounterResetSeconds: 30,
    ...settings,
  };
}
