import { describeUniversalAuth } from "../access/describe";
import { type UniversalAuthConfig, universalAuthFields } from "../access/universal-auth";
import { UNKNOWN } from "../terraform-plugin/value";
import type { Finding, SettingChange } from "./finding";
import { NOT_IN_PLAN } from "./not-in-plan";
import { phrase, strong } from "./phrase";
import { settingMeaning } from "./setting-changes";
import type { Tense } from "./tense";
import type { PlannedUniversalAuth } from "./universal-auth-values";

type UniversalAuthFinding = Pick<Finding, "kinds" | "predicate" | "settings">;

/** What an apply, or somebody outside, does to a universal auth. */
export interface UniversalAuthMoments {
  /** null where none is attached. */
  readonly before: PlannedUniversalAuth | null;
  readonly after: PlannedUniversalAuth | null;
  /** What was after the last apply. */
  readonly recorded: PlannedUniversalAuth | null;
  /** Whether it is detached and attached again. */
  readonly isReplaced: boolean;
  /** Whether one that is attached already is taken over. */
  readonly adopts: boolean;
}

const VERBS = {
  future: { can: "can log in", again: "can log in again", cannot: "can no longer log in", gets: "gets" },
  past: { can: "could log in", again: "could log in again", cannot: "could no longer log in", gets: "got" },
} as const;

const EVERYTHING_REVOKED = "every client secret and token of it is revoked";

/** What it means for the identity, setting by setting. */
export function universalAuthFindings(moments: UniversalAuthMoments, tense: Tense): UniversalAuthFinding[] {
  const { before, after, isReplaced } = moments;
  const verbs = VERBS[tense];
  if (before === null) return after === null ? [] : [attached(moments, after, tense)];
  if (after === null) {
    const predicate = phrase`${strong(verbs.cannot)} with universal auth: ${EVERYTHING_REVOKED}`;
    return [{ kinds: ["lost"], predicate, settings: changesBetween(before, null) }];
  }
  const replaced: UniversalAuthFinding = {
    kinds: ["lost"],
    predicate: phrase`${verbs.gets} ${strong("another client id")}: ${EVERYTHING_REVOKED}`,
    settings: [],
  };
  const changes = changesBetween(before, after).filter(({ field }) => isInForce(field, before, after));
  const found = changes.flatMap((change) => {
    const isUnknown = before[change.field] === UNKNOWN || change.to === undefined;
    return (isUnknown ? unknownChange(change, tense) : changed(change, tense)) ?? [];
  });
  return [...(isReplaced ? [replaced] : []), ...found];
}

/** What can be left to the server's defaults and is unknown until it has answered does not keep a universal auth from being described. */
const DESCRIBED: readonly (keyof UniversalAuthConfig)[] = [
  "accessTokenTtl",
  "accessTokenMaxTtl",
  "accessTokenNumUsesLimit",
  "accessTokenTrustedIps",
  "clientSecretTrustedIps",
];

function attached(
  { recorded, adopts }: UniversalAuthMoments,
  after: PlannedUniversalAuth,
  tense: Tense,
): UniversalAuthFinding {
  const verbs = VERBS[tense];
  const settings = changesBetween(null, after);
  if (DESCRIBED.some((field) => after[field] === UNKNOWN)) {
    const predicate = phrase`${strong(verbs.can)} with universal auth, of which part is ${NOT_IN_PLAN}`;
    return { kinds: ["gained", "may-widen"], predicate, settings };
  }
  const description = describeUniversalAuth(knownConfig(after));
  if (recorded !== null && !adopts) {
    const predicate = phrase`${strong(verbs.again)} with universal auth, which was removed outside Terraform: ${description}`;
    return { kinds: ["regranted"], predicate, settings };
  }
  const takenOver = adopts ? " (one that is attached already is taken over)" : "";
  const predicate = phrase`${strong(verbs.can)} with universal auth${takenOver}: ${description}`;
  return { kinds: ["gained"], predicate, settings };
}

function unknownChange(change: SettingChange, tense: Tense): UniversalAuthFinding {
  const what = strong(settingNames[change.field]);
  const predicate =
    change.to === undefined
      ? phrase`${VERBS[tense].gets} ${what} that are not in the plan, because they are ${NOT_IN_PLAN}`
      : phrase`${VERBS[tense].gets} ${what} that may be more than before: what they were is not in the plan, because it is ${NOT_IN_PLAN}`;
  return { kinds: ["may-widen"], predicate, settings: [change] };
}

function changed(change: SettingChange, tense: Tense): UniversalAuthFinding | undefined {
  const { field, from, to } = change;
  // A server that does not have the setting has nothing to compare; that it locks nobody out is known.
  if (field !== "lockoutEnabled" && (from === null || to === null)) return undefined;
  const { kinds, predicate } = settingMeaning(field, from, to, tense);
  return kinds.length === 0 ? undefined : { kinds, predicate, settings: [change] };
}

/** How a lockout works means nothing where there is none. */
function isInForce(
  field: keyof UniversalAuthConfig,
  before: PlannedUniversalAuth,
  after: PlannedUniversalAuth,
): boolean {
  const isDetailOfLockout = field.startsWith("lockout") && field !== "lockoutEnabled";
  return !isDetailOfLockout || (before.lockoutEnabled === true && after.lockoutEnabled !== false);
}

const settingNames: Readonly<Record<keyof UniversalAuthConfig, string>> = {
  accessTokenTtl: "token lifetimes",
  accessTokenMaxTtl: "maximum token lifetimes",
  accessTokenNumUsesLimit: "use limits of tokens",
  accessTokenTrustedIps: "networks for tokens",
  clientSecretTrustedIps: "networks for client secrets",
  accessTokenPeriod: "periods of tokens",
  lockoutEnabled: "lockout settings",
  lockoutThreshold: "lockout settings",
  lockoutDurationSeconds: "lockout settings",
  lockoutCounterResetSeconds: "lockout settings",
};

function changesBetween(
  before: PlannedUniversalAuth | null,
  after: PlannedUniversalAuth | null,
): SettingChange[] {
  return universalAuthFields.flatMap((field): SettingChange[] => {
    const from = before === null ? null : knownOrNull(before[field]);
    const to = after === null ? null : after[field];
    if (to === UNKNOWN) return [{ field, from, to: undefined }];
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ field, from, to }];
  });
}

function knownOrNull(value: PlannedUniversalAuth[keyof UniversalAuthConfig]): SettingChange["from"] {
  return value === UNKNOWN ? null : value;
}

function knownConfig(config: PlannedUniversalAuth): UniversalAuthConfig {
  const settings = universalAuthFields.map((field) => [field, knownOrNull(config[field])]);
  return Object.fromEntries(settings) as unknown as UniversalAuthConfig;
}
