import type { TerraformMetaArguments } from "cdktf";
import { type Problem, universalAuthAttributes, validateUniversalAuth } from "../access";
import { knownSeconds, secondsProblems } from "./seconds";
import { known, knownElements } from "./tokens";
import type { UniversalAuthConfigConfig } from "./universal-auth-config-config";

/** The settings of a universal auth that say what access it gives. */
export type UniversalAuthSettings = Omit<
  UniversalAuthConfigConfig,
  keyof TerraformMetaArguments | "adoptExisting" | "deletionProtection"
>;

const TIME_SPANS = ["accessTokenTtl", "accessTokenMaxTtl", "accessTokenPeriod"] as const;

/** What is wrong with a universal auth as far as it is known at synth. Tokens pass unread. */
export function universalAuthProblems(settings: UniversalAuthSettings): Problem[] {
  return [
    ...TIME_SPANS.flatMap((name) => secondsProblems(universalAuthAttributes[name], settings[name])),
    ...validateUniversalAuth({
      identityId: known(settings.identityId),
      accessTokenTtl: knownSeconds(settings.accessTokenTtl),
      accessTokenMaxTtl: knownSeconds(settings.accessTokenMaxTtl),
      accessTokenNumUsesLimit: known(settings.accessTokenNumUsesLimit ?? null),
      accessTokenTrustedIps: knownElements(settings.accessTokenTrustedIps),
      clientSecretTrustedIps: knownElements(settings.clientSecretTrustedIps),
      accessTokenPeriod: knownSeconds(settings.accessTokenPeriod),
      lockoutThreshold: known(settings.lockoutThreshold ?? null),
      lockoutDurationSeconds: known(settings.lockoutDurationSeconds ?? null),
      lockoutCounterResetSeconds: known(settings.lockoutCounterResetSeconds ?? null),
    }),
  ];
}
