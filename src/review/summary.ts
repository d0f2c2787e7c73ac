import { describeInstant } from "../access/describe";
import { type Finding, type FindingKind, isGrowth } from "./finding";
import type { Review } from "./review";

/** Kinds in the order in which a summary counts them. */
const ORDER: readonly FindingKind[] = [
  "may-widen",
  "gained",
  "widened",
  "permanent",
  "prolonged",
  "regranted",
  "lost",
  "narrowed",
  "shortened",
  "may-narrow",
  "released",
  "unmanaged",
  "no-effect",
];

/** How many findings are of each kind that occurs. */
export function countKinds(findings: readonly Finding[]): [kind: FindingKind, count: number][] {
  return ORDER.map((kind): [FindingKind, number] => [
    kind,
    findings.filter(({ kinds }) => kinds.includes(kind)).length,
  ]).filter(([, count]) => count > 0);
}

/** "2 identities get more access than before: 2 gained, 1 widened." */
export function summaryLines({ findings, drift }: Pick<Review, "findings" | "drift">): string[] {
  const growth = findings.filter(isGrowth);
  const others = findings.filter((finding) => !isGrowth(finding));
  const lines = [
    growth.length === 0
      ? "Nobody gets more access than before."
      : `${identitiesOf(growth)} more access than before, or may get it: ${countsOf(growth)}.`,
  ];
  if (others.length > 0)
    lines.push(`${identitiesOf(others)} less, or is no longer managed: ${countsOf(others)}.`);
  if (drift.length > 0)
    lines.push(`${counted(drift.length, "change was", "changes were")} made outside Terraform.`);
  return lines;
}

/** Nothing when every change has an effect. */
export function withoutEffectLine({ changesWithoutEffect: count }: Review): string[] {
  return count === 0
    ? []
    : [`${counted(count, "further change has", "further changes have")} no effect on access.`];
}

function identitiesOf(findings: readonly Finding[]): string {
  const keys = new Set(findings.map(({ identity }) => identity.key));
  return counted(keys.size, "identity gets", "identities get");
}

function countsOf(findings: readonly Finding[]): string {
  return countKinds(findings)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(", ");
}

export function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

/** What a review is about and what it cannot know. Ends every output. */
export function scopeLines({ plans, now }: Review): string[] {
  const incomplete = plans.filter(({ isComplete }) => !isComplete).map(({ source }) => source);
  const empty = plans.filter(({ ownResources }) => ownResources === 0).map(({ source }) => source);
  const unknown = plans.flatMap(({ source, signOfUnknownVersion: sign }) =>
    sign === undefined ? [] : [`${source}: ${sign}`],
  );
  return [
    "Scope: additional privileges and universal auth of machine identities, as far as these plans manage them. Project roles are not known, nor are privileges that no stack declares.",
    `Windows are held against ${describeInstant(now)}.`,
    ...(empty.length === 0 ? [] : [`No resource of this provider: ${empty.join(", ")}.`]),
    ...(incomplete.length === 0
      ? []
      : [`Not the whole configuration (-target, or deferred changes): ${incomplete.join(", ")}.`]),
    ...unknown.map((sign) => `Made by another version of the provider than this command knows: ${sign}.`),
  ];
}
