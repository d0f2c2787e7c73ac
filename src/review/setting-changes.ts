import { describeTrustedIps } from "../access/describe";
import { describeDuration } from "../access/describe-duration";
import { trustedIpsCover } from "../access/trusted-ip";
import type { UniversalAuthConfig } from "../access/universal-auth";
import type { FindingKind } from "./finding";
import { type Phrase, phrase, strong } from "./phrase";
import type { Tense } from "./tense";

/** What is to be said of a setting of universal auth that changes. */
export interface SettingMeaning {
  /** Empty when nobody may do more or less because of it. */
  readonly kinds: readonly FindingKind[];
  /** What the identity gets. */
  readonly predicate: Phrase;
}

type Field = keyof UniversalAuthConfig;
type Verbs = (typeof VERBS)[Tense];

const VERBS = {
  future: { gets: "gets", isLocked: "is locked out", isNoLonger: "is no longer locked out" },
  past: { gets: "got", isLocked: "was locked out", isNoLonger: "was no longer locked out" },
} as const;

/** What it means that a setting goes from one value to another. Neither is null, but for `lockoutEnabled`. */
export function settingMeaning(field: Field, from: unknown, to: unknown, tense: Tense): SettingMeaning {
  const verbs = VERBS[tense];
  switch (field) {
    case "accessTokenTrustedIps":
      return networks(`${verbs.gets} tokens that are accepted from`, from, to);
    case "clientSecretTrustedIps":
      return networks(`${verbs.gets} client secrets that are accepted from`, from, to);
    case "lockoutEnabled":
      return lockout(from === true, to === true, verbs);
    default:
      return number(field, Number(from), Number(to), verbs);
  }
}

/** A server that does not have the setting locks nobody out. */
function lockout(from: boolean, to: boolean, { isLocked, isNoLonger }: Verbs): SettingMeaning {
  if (from === to) return { kinds: [], predicate: [] };
  return to
    ? { kinds: ["narrowed"], predicate: phrase`${strong(isLocked)} after failed logins (had: no lockout)` }
    : { kinds: ["widened"], predicate: phrase`${strong(isNoLonger)} after failed logins` };
}

function networks(verb: string, from: unknown, to: unknown): SettingMeaning {
  const [before, after] = [from as readonly string[], to as readonly string[]];
  const kinds: FindingKind[] = [];
  if (!trustedIpsCover(before, after)) kinds.push("widened");
  if (!trustedIpsCover(after, before)) kinds.push("narrowed");
  const [now, had] = [describeTrustedIps(after), describeTrustedIps(before)];
  return { kinds, predicate: phrase`${verb} ${strong(now)} (had: ${had})` };
}

type NumberField = Exclude<Field, "accessTokenTrustedIps" | "clientSecretTrustedIps" | "lockoutEnabled">;

function number(field: NumberField, from: number, to: number, verbs: Verbs): SettingMeaning {
  const { gets, isLocked } = verbs;
  const kinds = numberKinds[field](from, to);
  switch (field) {
    case "accessTokenTtl":
      return { kinds, predicate: phrase`${gets} tokens that live ${strong(life(to))} (had: ${life(from)})` };
    case "accessTokenMaxTtl":
      return {
        kinds,
        predicate: phrase`${gets} tokens that can be renewed ${strong(renewal(to))} (had: ${renewal(from)})`,
      };
    case "accessTokenNumUsesLimit":
      return {
        kinds,
        predicate: phrase`${gets} tokens that can be used ${strong(uses(to))} (had: ${uses(from)})`,
      };
    case "accessTokenPeriod":
      return { kinds, predicate: phrase`${gets} tokens that ${strong(period(to))} (had: ${period(from)})` };
    case "lockoutThreshold":
      return {
        kinds,
        predicate: phrase`${isLocked} after ${strong(`${to} failed logins`)} (had: ${String(from)})`,
      };
    case "lockoutDurationSeconds":
      return { kinds, predicate: phrase`${isLocked} for ${strong(seconds(to))} (had: ${seconds(from)})` };
    case "lockoutCounterResetSeconds":
      return {
        kinds,
        predicate: phrase`${gets} failed logins forgotten after ${strong(seconds(to))} (had: ${seconds(from)})`,
      };
  }
}

const numberKinds: Readonly<Record<NumberField, (from: number, to: number) => FindingKind[]>> = {
  accessTokenTtl: lifetimeKinds,
  accessTokenMaxTtl: lifetimeKinds,
  accessTokenNumUsesLimit: (from, to) => moreIsWider(unlimited(from), unlimited(to)),
  accessTokenPeriod: (from, to) => {
    if (from === 0 && to > 0) return ["permanent"];
    return to > from ? ["prolonged"] : to < from ? ["shortened"] : [];
  },
  lockoutThreshold: moreIsWider,
  lockoutDurationSeconds: (from, to) => moreIsWider(to, from),
  lockoutCounterResetSeconds: (from, to) => moreIsWider(to, from),
};

function lifetimeKinds(from: number, to: number): FindingKind[] {
  const [before, after] = [unlimited(from), unlimited(to)];
  if (after === before) return [];
  if (after < before) return ["shortened"];
  return [after === Infinity ? "permanent" : "prolonged"];
}

function moreIsWider(from: number, to: number): FindingKind[] {
  return to === from ? [] : [to > from ? "widened" : "narrowed"];
}

/** 0 means no limit of its own (contract/api.md 3 and B3). */
function unlimited(value: number): number {
  return value === 0 ? Infinity : value;
}

function seconds(value: number): string {
  return describeDuration(value * 1000);
}

function life(ttl: number): string {
  return ttl === 0 ? "up to their maximum" : seconds(ttl);
}

function renewal(maximum: number): string {
  return maximum === 0 ? "without a maximum" : `up to ${seconds(maximum)}`;
}

function uses(limit: number): string {
  return limit === 0 ? "any number of times" : limit === 1 ? "once" : `${limit} times`;
}

function period(value: number): string {
  return value === 0 ? "are not periodic" : `can be renewed without end, every ${seconds(value)}`;
}
