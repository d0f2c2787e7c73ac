import { keepTrustedIpSpelling, trustedIpFromAnswer } from "../../access/trusted-ip";
import { sameIdentityId } from "../../access/identity-id";
import { universalAuthDefaults, type UniversalAuthConfig } from "../../access/universal-auth";
import type { UniversalAuthAnswer } from "../../infisical/universal-auth-answer";
import type { ObjectValue, Value } from "../../terraform-plugin/value";

/** The attributes that servers before 2026 neither take nor return, with the name that the API gives them. */
export const NEWER_ATTRIBUTES = {
  access_token_period: "accessTokenPeriod",
  lockout_enabled: "lockoutEnabled",
  lockout_threshold: "lockoutThreshold",
  lockout_duration_seconds: "lockoutDurationSeconds",
  lockout_counter_reset_seconds: "lockoutCounterResetSeconds",
} as const;

export type NewerAttribute = keyof typeof NEWER_ATTRIBUTES;
export const newerAttributes = Object.keys(NEWER_ATTRIBUTES) as readonly NewerAttribute[];

const defaults = universalAuthDefaults();

/** What the newer attributes are on a server that has them when the configuration leaves them out. */
export const newerDefaults: Readonly<Record<NewerAttribute, number | boolean | null>> = {
  access_token_period: defaults.accessTokenPeriod,
  lockout_enabled: defaults.lockoutEnabled,
  lockout_threshold: defaults.lockoutThreshold,
  lockout_duration_seconds: defaults.lockoutDurationSeconds,
  lockout_counter_reset_seconds: defaults.lockoutCounterResetSeconds,
};

/** The configuration that a wholly known state or plan declares; attributes that are unknown or null count as not there. */
export function configOf(value: ObjectValue): UniversalAuthConfig {
  return {
    accessTokenTtl: numberOf(value.access_token_ttl) ?? 0,
    accessTokenMaxTtl: numberOf(value.access_token_max_ttl) ?? 0,
    accessTokenNumUsesLimit: numberOf(value.access_token_num_uses_limit) ?? 0,
    accessTokenTrustedIps: textsOf(value.access_token_trusted_ips),
    clientSecretTrustedIps: textsOf(value.client_secret_trusted_ips),
    accessTokenPeriod: numberOf(value.access_token_period),
    lockoutEnabled: typeof value.lockout_enabled === "boolean" ? value.lockout_enabled : null,
    lockoutThreshold: numberOf(value.lockout_threshold),
    lockoutDurationSeconds: numberOf(value.lockout_duration_seconds),
    lockoutCounterResetSeconds: numberOf(value.lockout_counter_reset_seconds),
  };
}

export function configOfAnswer(answer: UniversalAuthAnswer): UniversalAuthConfig {
  return {
    accessTokenTtl: answer.accessTokenTTL,
    accessTokenMaxTtl: answer.accessTokenMaxTTL,
    accessTokenNumUsesLimit: answer.accessTokenNumUsesLimit,
    accessTokenTrustedIps: answer.accessTokenTrustedIps.map(trustedIpFromAnswer),
    clientSecretTrustedIps: answer.clientSecretTrustedIps.map(trustedIpFromAnswer),
    accessTokenPeriod: answer.accessTokenPeriod ?? null,
    lockoutEnabled: answer.lockoutEnabled ?? null,
    lockoutThreshold: answer.lockoutThreshold ?? null,
    lockoutDurationSeconds: answer.lockoutDurationSeconds ?? null,
    lockoutCounterResetSeconds: answer.lockoutCounterResetSeconds ?? null,
  };
}

/** The state that the server's answer stands for, with the prior's spelling wherever it means the same. */
export function stateOfAnswer(answer: UniversalAuthAnswer, prior: ObjectValue): ObjectValue {
  const config = configOfAnswer(answer);
  const priorId = prior.identity_id;
  return {
    id: answer.id,
    client_id: answer.clientId,
    identity_id:
      typeof priorId === "string" && sameIdentityId(priorId, answer.identityId) ? priorId : answer.identityId,
    access_token_ttl: config.accessTokenTtl,
    access_token_max_ttl: config.accessTokenMaxTtl,
    access_token_num_uses_limit: config.accessTokenNumUsesLimit,
    access_token_trusted_ips: keepTrustedIpSpelling(
      textsOf(prior.access_token_trusted_ips),
      config.accessTokenTrustedIps,
    ),
    client_secret_trusted_ips: keepTrustedIpSpelling(
      textsOf(prior.client_secret_trusted_ips),
      config.clientSecretTrustedIps,
    ),
    access_token_period: config.accessTokenPeriod,
    lockout_enabled: config.lockoutEnabled,
    lockout_threshold: config.lockoutThreshold,
    lockout_duration_seconds: config.lockoutDurationSeconds,
    lockout_counter_reset_seconds: config.lockoutCounterResetSeconds,
    adopt_existing: typeof prior.adopt_existing === "boolean" ? prior.adopt_existing : false,
    deletion_protection: typeof prior.deletion_protection === "boolean" ? prior.deletion_protection : false,
  };
}

function numberOf(value: Value | undefined): number | null {
  return typeof value === "number" ? value : null;
}

export function textsOf(value: Value | undefined): string[] {
  return Array.isArray(value) ? (value as Value[]).filter((element) => typeof element === "string") : [];
}
