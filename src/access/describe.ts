import ms from "ms";
import { collapseActions, expandActions } from "./action";
import { rangeInMilliseconds } from "./access-range";
import { type AccessWindow, windowEnd } from "./access-window";
import { type Conditions, normalConditions } from "./conditions";
import { escapeText } from "./escape-text";
import { canonicalJson, isJsonObject, type JsonValue } from "./json";
import { canonicalRules, type PermissionRule } from "./permission-rule";
import { ANY_ADDRESS, sameTrustedIps } from "./trusted-ip";
import type { UniversalAuthConfig } from "./universal-auth";

/**
 * What rules grant, in one line: "read and edit on secrets in prod under /payments/**; not delete on secrets in prod".
 */
export function describeRules(rules: readonly PermissionRule[]): string {
  const canonical = canonicalRules(rules);
  return canonical.length === 0 ? "nothing" : canonical.map(describeRule).join("; ");
}

/** What one rule grants, in one line. Text from outside is escaped. */
export function describeRule({ actions, subject, conditions, inverted }: PermissionRule): string {
  const named = collapseActions(subject, expandActions(subject, actions)).map(escapeText);
  const scope = describeConditions(conditions);
  return `${inverted ? "not " : ""}${joinWords(named) || "no action"} on ${escapeText(subject)}${scope === "" ? "" : ` ${scope}`}`;
}

/** Where a rule holds: "in prod under /payments/**"; empty when it has no conditions. */
export function describeConditions(conditions: Conditions): string {
  if (conditions === null) return "";
  const normal = normalConditions(conditions);
  if (!isJsonObject(normal)) return `where ${escapeText(canonicalJson(normal))}`;
  if (Object.keys(normal).length === 0) return "with empty conditions";
  const { environment, secretPath, ...others } = normal;
  const words = [
    environment === undefined ? "" : describeEnvironment(environment),
    secretPath === undefined ? "" : describePath(secretPath),
    ...Object.entries(others).map(([field, value]) => describeField(field, value)),
  ];
  return words.filter((word) => word !== "").join(" ");
}

function describeEnvironment(value: JsonValue): string {
  if (typeof value === "string") return `in ${quoteIfOdd(value)}`;
  const members = onlyOperator(value, "$in");
  if (Array.isArray(members) && members.every((member) => typeof member === "string")) {
    return members.length === 0 ? "in no environment" : `in ${joinWords(members.map(quoteIfOdd), "or")}`;
  }
  return describeField("environment", value);
}

function describePath(value: JsonValue): string {
  const glob = onlyOperator(value, "$glob");
  if (typeof glob === "string") return `under ${quoteIfOdd(glob)}`;
  return describeField("secretPath", value);
}

function describeField(field: string, value: JsonValue): string {
  const text =
    typeof value === "string" ? `is ${quoteIfOdd(value)}` : `matches ${escapeText(canonicalJson(value))}`;
  return `where ${escapeText(field)} ${text}`;
}

function onlyOperator(value: JsonValue, operator: string): JsonValue | undefined {
  return isJsonObject(value) && Object.keys(value).length === 1 ? value[operator] : undefined;
}

/** Quotes what could be mistaken for words of the sentence. */
function quoteIfOdd(text: string): string {
  return /^[^\s",;]+$/u.test(text) ? escapeText(text) : escapeText(JSON.stringify(text));
}

function joinWords(words: readonly string[], conjunction = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}

/**
 * Until when a privilege is in force: "permanent", "until 2026-11-23 18:00 UTC", "ended 2026-11-23 18:00 UTC, 3 h ago", "for 4 h" while its start is
 * not known.
 *
 * @param window null for a permanent privilege
 */
export function describeWindow(window: AccessWindow | null, now: Date): string {
  if (window === null) return "permanent";
  const end = windowEnd(window);
  if (end === undefined) {
    const length = rangeInMilliseconds(window.range);
    return length === undefined
      ? `for the range ${quoteIfOdd(window.range)}`
      : `for ${describeDuration(length)}`;
  }
  if (end > now) return `until ${describeInstant(end)}`;
  return `ended ${describeInstant(end)}, ${describeDuration(now.getTime() - end.getTime())} ago`;
}

/** A time to the minute: "2026-11-23 18:00 UTC". Seconds are cut off. */
export function describeInstant(date: Date): string {
  return `${date
    .toISOString()
    .replace("T", " ")
    .replace(/:[^:]*$/, "")} UTC`;
}

/**
 * A length of time in its largest unit: "3 h", "30 d", "90 s" (rounded below two units of the next: 119 min is "2 h").
 *
 * @param milliseconds 0 or more
 */
export function describeDuration(milliseconds: number): string {
  return ms(Math.max(0, milliseconds))
    .replace(/^(\d+)/, "$1 ")
    .replace(/ m$/, " min");
}

/**
 * What tokens of an identity may do, in one line: "tokens for 1 h (at most 30 d), any number of uses, from any address; client secrets from 10.0.0.0/8".
 */
export function describeUniversalAuth(config: UniversalAuthConfig): string {
  const { accessTokenTtl, accessTokenMaxTtl, accessTokenNumUsesLimit: uses } = config;
  const longest =
    accessTokenMaxTtl === 0 ? "without a maximum" : `at most ${describeDuration(accessTokenMaxTtl * 1000)}`;
  const lifetime =
    accessTokenTtl === 0
      ? `tokens ${longest}`
      : `tokens for ${describeDuration(accessTokenTtl * 1000)} (${longest})`;
  return [
    `${lifetime}, ${uses === 0 ? "any number of uses" : uses === 1 ? "1 use" : `${uses} uses`}, from ${describeTrustedIps(config.accessTokenTrustedIps)}`,
    `client secrets from ${describeTrustedIps(config.clientSecretTrustedIps)}`,
    ...(config.lockoutEnabled === false ? ["no lockout after failed logins"] : []),
  ].join("; ");
}

/** "any address", or the networks, in the spelling of the list. */
export function describeTrustedIps(entries: readonly string[]): string {
  if (sameTrustedIps(entries, ANY_ADDRESS)) return "any address";
  return entries.length === 0 ? "no address" : joinWords(entries.map(escapeText));
}
