import type { IResolvable } from "cdktf";
import { type Problem, universalAuthAttributes, validateUniversalAuth } from "../access";
import { knownSeconds, type Seconds, secondsProblems } from "./seconds";
import { known, knownElements } from "./tokens";

/** The settings of a universal auth that say what access it gives. */
export interface UniversalAuthSettings {
  readonly identityId: string;
  readonly accessTokenTtl?: Seconds;
  readonly accessTokenMaxTtl?: Seconds;
  readonly accessTokenNumUsesLimit?: number;
  readonly accessTokenTrustedIps?: string[];
  readonly clientSecretTrustedIps?: string[];
  readonly accessTokenPeriod?: Seconds;
  readonly lockoutEnabled?: boolean | IResolvable;
  readonly lockoutThreshold?: number;
  readonly lockoutDurationSeconds?: number;
  readonly lockoutCounterResetSeconds?: number;
}

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
