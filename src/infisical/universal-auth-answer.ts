import { AnswerFields } from "./answer-fields";

/** An address or network as the server returns it: taken apart, and without `prefix` when it was written without one. */
export interface TrustedIpAnswer {
  readonly ipAddress: string;
  readonly prefix: number | null;
}

/** A universal auth as the server returns it (contract/api.md 3 and B3). TTLs, periods and durations are seconds. */
export interface UniversalAuthAnswer {
  readonly id: string;
  readonly clientId: string;
  /** In lower case, whatever was sent (u01:28). */
  readonly identityId: string;
  readonly accessTokenTTL: number;
  readonly accessTokenMaxTTL: number;
  readonly accessTokenNumUsesLimit: number;
  readonly accessTokenTrustedIps: readonly TrustedIpAnswer[];
  readonly clientSecretTrustedIps: readonly TrustedIpAnswer[];
  readonly createdAt: string;
  /** This and the fields below are null from a server of 2024, which has none of them. */
  readonly accessTokenPeriod: number | null;
  readonly lockoutEnabled: boolean | null;
  readonly lockoutThreshold: number | null;
  readonly lockoutDurationSeconds: number | null;
  readonly lockoutCounterResetSeconds: number | null;
}

/** `{identityUniversalAuth: …}`, the answer of all four calls. */
export function readUniversalAuthAnswer(body: unknown): UniversalAuthAnswer {
  const fields = AnswerFields.of(body).object("identityUniversalAuth");
  return {
    id: fields.string("id"),
    clientId: fields.string("clientId"),
    identityId: fields.string("identityId"),
    accessTokenTTL: fields.number("accessTokenTTL"),
    accessTokenMaxTTL: fields.number("accessTokenMaxTTL"),
    accessTokenNumUsesLimit: fields.number("accessTokenNumUsesLimit"),
    accessTokenTrustedIps: readTrustedIps(fields, "accessTokenTrustedIps"),
    clientSecretTrustedIps: readTrustedIps(fields, "clientSecretTrustedIps"),
    createdAt: fields.string("createdAt"),
    accessTokenPeriod: fields.optionalNumber("accessTokenPeriod"),
    lockoutEnabled: fields.optionalBoolean("lockoutEnabled"),
    lockoutThreshold: fields.optionalNumber("lockoutThreshold"),
    lockoutDurationSeconds: fields.optionalNumber("lockoutDurationSeconds"),
    lockoutCounterResetSeconds: fields.optionalNumber("lockoutCounterResetSeconds"),
  };
}

function readTrustedIps(fields: AnswerFields, name: string): TrustedIpAnswer[] {
  return fields.list(name).map((element, index) => {
    const entry = AnswerFields.of(element, `identityUniversalAuth.${name}.${index}`);
    return { ipAddress: entry.string("ipAddress"), prefix: entry.optionalNumber("prefix") };
  });
}
