import { validateUniversalAuth } from "../../access/validate-universal-auth";
import type { ValidateRequest } from "../../terraform-plugin/resource";
import type { Value } from "../../terraform-plugin/value";
import { knownNumber, knownText, knownTextOrNull } from "../known-value";
import { reportProblems } from "../report-problems";

export function validateUniversalAuthConfig({ config, context }: ValidateRequest): void {
  const problems = validateUniversalAuth({
    identityId: knownText(config.identity_id),
    accessTokenTtl: knownNumberOrNull(config.access_token_ttl),
    accessTokenMaxTtl: knownNumberOrNull(config.access_token_max_ttl),
    accessTokenNumUsesLimit: knownNumberOrNull(config.access_token_num_uses_limit),
    accessTokenTrustedIps: knownTexts(config.access_token_trusted_ips),
    clientSecretTrustedIps: knownTexts(config.client_secret_trusted_ips),
    accessTokenPeriod: knownNumberOrNull(config.access_token_period),
    lockoutThreshold: knownNumberOrNull(config.lockout_threshold),
    lockoutDurationSeconds: knownNumberOrNull(config.lockout_duration_seconds),
    lockoutCounterResetSeconds: knownNumberOrNull(config.lockout_counter_reset_seconds),
  });
  reportProblems(problems, context.diagnostics);
}

/** Null where the configuration leaves the attribute out, so that its default can be judged beside the others. */
function knownNumberOrNull(value: Value | undefined): ReturnType<typeof knownNumber> | null {
  return value === null ? null : knownNumber(value);
}

function knownTexts(value: Value | undefined): (string | null | undefined)[] | undefined {
  return Array.isArray(value) ? (value as Value[]).map(knownTextOrNull) : undefined;
}
