import picomatch from "picomatch";
import { describeRules, describeWindow } from "../../access/describe";
import { rulesFromAnswer } from "../../access/rules-from-answer";
import type { PrivilegeAnswer } from "../../infisical/privilege-answer";
import type { ObjectValue, Value } from "../../terraform-plugin/value";

/** The rows whose slug is neither in the list nor ignored, by slug. */
export function undeclaredPrivileges(
  rows: readonly PrivilegeAnswer[],
  slugs: readonly string[],
  ignoreSlugs: Value | undefined,
): PrivilegeAnswer[] {
  const named = new Set(slugs);
  const ignored = knownTexts(ignoreSlugs);
  const isIgnored = ignored.length === 0 ? () => false : picomatch(ignored);
  return rows
    .filter(({ slug }) => !named.has(slug) && !isIgnored(slug))
    .sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

/** What a privilege grants and until when: a sentence that is the same at every refresh. */
export function describeGrant(row: PrivilegeAnswer): string {
  const window = row.isTemporary
    ? { range: row.temporaryRange ?? "", startTime: row.temporaryAccessStartTime }
    : null;
  return `${describeRules(rulesFromAnswer(row.permissions))}, ${describeWindow(window, LONG_AGO)}`;
}

/** Seen from here every window is still open, so that its sentence names the end and not how long ago that was. */
const LONG_AGO = new Date(-8.64e15);

/** Such as: "  - debug: read on secrets in prod, permanent". */
export function grantLines(rows: readonly PrivilegeAnswer[]): string {
  return rows.map((row) => `  - ${row.slug}: ${describeGrant(row)}`).join("\n");
}

export function undeclaredValue(rows: readonly PrivilegeAnswer[]): ObjectValue {
  return Object.fromEntries(rows.map((row) => [row.slug, describeGrant(row)]));
}

export function knownTexts(value: Value | undefined): string[] {
  return Array.isArray(value) ? (value as Value[]).filter((element) => typeof element === "string") : [];
}
