import { rangeInMilliseconds } from "./access-range";
import { type AccessWindow, windowEnd } from "./access-window";
import { collapseActions, expandActions } from "./action";
import { type Conditions, normalConditions } from "./conditions";
import { describeAge, describeDuration } from "./describe-duration";
import { escapeText, quoteText } from "./escape-text";
import { canonicalJson, isJsonObject, type JsonValue } from "./json";
import { canonicalRules, type PermissionRule } from "./permission-rule";
import { ANY_ADDRESS, sameTrustedIps } from "./trusted-ip";
import type { UniversalAuthConfig } from "./universal-auth";

/**
 * What rules grant, in one line, text from outside escaped: "read and edit on secrets in prod under /payments/**; forbids delete on secrets in prod".
 */
export function describeRules(rules: readonly PermissionRule[]): string {
  const canonical = canonicalRules(rules);
  return canonical.length === 0 ? "nothing" : canonical.map(describeRule).join("; ");
}

/** What one rule grants, in one line. */
export function describeRule({ actions, subject, conditions, inverted }: PermissionRule): string {
  const named = collapseActions(subject, expandActions(subject, actions)).map(asWord);
  const rule = `${joinWords(named) || "no action"} on ${asWord(subject)}`;
  const scope = describeConditions(conditions);
  return `${inverted ? "forbids " : ""}${rule}${scope === "" ? "" : ` ${scope}`}`;
}

/** Where a rule holds: "in prod under /payments/**"; empty when it has no conditions and holds everywhere. */
export function describeConditions(conditions: Conditions): string {
  const normal = normalConditions(conditions);
  if (normal === null) return "";
  if (!isJsonObject(normal)) return `where ${escapeText(canonicalJson(normal))}`;
  const fields = Object.entries(normal);
  if (fields.length === 0) return "with empty conditions";
  const places = fields.flatMap(([field, value]) => describePlace(field, value) ?? []);
  const others = fields
    .filter(([field, value]) => describePlace(field, value) === undefined)
    .map(describeField);
  return [...places, ...(others.length === 0 ? [] : [`where ${joinWords(others)}`])].join(" ");
}

/** The fields that API v1 writes have words of their own. */
function describePlace(field: string, value: JsonValue): string | undefined {
  if (field === "environment") {
    if (typeof value === "string") return `in ${asWord(value)}`;
    const members = onlyOperator(value, "$in");
    if (
      Array.isArray(members) &&
      members.length > 0 &&
      members.every((member) => typeof member === "string")
    ) {
      return `in ${joinWords(members.map(asWord), "or")}`;
    }
  }
  if (field === "secretPath") {
    const glob = onlyOperator(value, "$glob");
    if (typeof glob === "string") return `under ${asWord(glob)}`;
  }
  return undefined;
}

function describeField([field, value]: [string, JsonValue]): string {
  return `${asWord(field)} ${typeof value === "string" ? `is ${asWord(value)}` : `matches ${escapeText(canonicalJson(value))}`}`;
}

function onlyOperator(value: JsonValue, operator: string): JsonValue | undefined {
  return isJsonObject(value) && Object.keys(value).length === 1 ? value[operator] : undefined;
}

/** Quotes what could be mistaken for words of the sentence. */
function asWord(text: string): string {
  return /^[^\s",;]+$/u.test(text) ? escapeText(text) : quoteText(text);
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
    return `for ${length === undefined ? `the range ${quoteText(window.range)}` : describeDuration(length)}`;
  }
  if (end > now) return `until ${describeInstant(end)}`;
  return `ended ${describeInstant(end)}, ${describeAge(now.getTime() - end.getTime())}`;
}

/** A time to the minute, seconds cut off: "2026-11-23 18:00 UTC". */
export function describeInstant(date: Date): string {
  return `${date
    .toISOString()
    .replace("T", " ")
    .replace(/:[^:]*$/, "")} UTC`;
}

/**
 * What tokens of an identity may do, in one line: "tokens for 1 h (at most 30 d), any number of uses, from any address; client secrets from 10.0.0.0/8".
 */
export function describeUniversalAuth(config: UniversalAuthConfig): string {
  const { accessTokenTtl: ttl, accessTokenMaxTtl: maxTtl, accessTokenNumUsesLimit: uses } = config;
  const longest = maxTtl > 0 ? `at most ${describeDuration(maxTtl * 1000)}` : "without a maximum";
  const lifetime = ttl > 0 ? `for ${describeDuration(ttl * 1000)} (${longest})` : longest;
  const number = uses === 0 ? "any number of uses" : uses === 1 ? "1 use" : `${uses} uses`;
  return [
    `tokens ${lifetime}, ${number}, from ${describeTrustedIps(config.accessTokenTrustedIps)}`,
    `client secrets from ${describeTrustedIps(config.clientSecretTrustedIps)}`,
    ...((config.accessTokenPeriod ?? 0) > 0 ? ["tokens can be renewed without end"] : []),
    ...(config.lockoutEnabled === false ? ["no lockout after failed logins"] : []),
  ].join("; ");
}

/** "any address", or the networks in the spelling of the list. */
export function describeTrustedIps(entries: readonly string[]): string {
  if (sameTrustedIps(entries, ANY_ADDRESS)) return "any address";
  return entries.length === 0 ? "no address" : joinWords(entries.map(asWord));
}
