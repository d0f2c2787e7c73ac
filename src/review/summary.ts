import { describeInstant } from "../access/describe";
import { escapeText } from "../access/escape-text";
import { type Finding, isGrowth } from "./finding";
import { describeCounts } from "./finding-kinds";
import type { Review } from "./review";
import { sourceName } from "./source-name";

/** The heading of what happened outside. */
export const OUTSIDE = "Changed outside Terraform since the last apply";

export function titleOf({ purpose }: Review): string {
  return purpose === "drift" ? "Access that changed outside Terraform" : "Access review";
}

/** "2 identities get more access than before: 2 gained, 1 widened." */
export function summaryLines(review: Review): string[] {
  return review.purpose === "drift" ? driftSummary(review) : reviewSummary(review);
}

function driftSummary({ drift, plans, failures }: Review): string[] {
  const one = plans.length === 1;
  const stacks = one ? "1 stack" : `${plans.length} stacks`;
  return [
    drift.length === 0
      ? `Nothing that ${stacks} ${one ? "manages" : "manage"} was changed outside Terraform.`
      : `Outside Terraform, in what ${stacks} ${one ? "manages" : "manage"} or beside it: ${describeCounts(drift)}.`,
    ...(failures.length === 0 ? [] : ["Not everything could be looked at."]),
  ];
}

function reviewSummary({ findings, drift, notJudged }: Review): string[] {
  const growth = findings.filter(isGrowth);
  const released = findings.filter(({ kinds }) => kinds.includes("released"));
  const loss = findings.filter((finding) => !isGrowth(finding) && !released.includes(finding));
  return [
    growthLine(growth),
    ...(loss.length === 0
      ? []
      : [`${identities(loss, "gets", "get")} less access than before: ${describeCounts(loss)}.`]),
    ...(released.length === 0
      ? []
      : [`${identities(released, "keeps", "keep")} access that Terraform no longer manages.`]),
    ...(drift.length === 0
      ? []
      : [`${counted(drift.length, "change was", "changes were")} made outside Terraform.`]),
    ...(notJudged.length === 0
      ? []
      : [`${counted(notJudged.length, "change is", "changes are")} not judged.`]),
  ];
}

function growthLine(growth: readonly Finding[]): string {
  if (growth.length === 0) return "Nobody gets more access than before.";
  const counts = describeCounts(growth);
  const isCertain = growth.some(({ kinds }) => !kinds.includes("may-widen"));
  return isCertain
    ? `${identities(growth, "gets", "get")} more access than before: ${counts}.`
    : `${identities(growth, "may get", "may get")} more access than before: ${counts}.`;
}

/** Nothing when every change has an effect. */
export function withoutEffectLine({ changesWithoutEffect: count }: Review): string[] {
  return count === 0
    ? []
    : [`${counted(count, "further change has", "further changes have")} no effect on access.`];
}

function identities(findings: readonly Finding[], one: string, several: string): string {
  const keys = new Set(findings.map(({ identity }) => identity.key));
  return counted(keys.size, `identity ${one}`, `identities ${several}`);
}

export function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

const SCOPES: Readonly<Record<Review["purpose"], string>> = {
  review:
    "Scope: additional privileges and universal auth of machine identities, as far as these plans manage them. Project roles are not known, nor are privileges that no stack declares.",
  drift:
    "Scope: additional privileges of the identities in the projects that these stacks name, and the universal auth that they manage. Project roles are not known.",
};

/** What a review is about and what it cannot know. Ends every output. */
export function scopeLines({ plans, now, purpose }: Review): string[] {
  const incomplete = plans.filter(({ isComplete }) => !isComplete);
  const empty = plans.filter(({ ownResources }) => ownResources === 0);
  const unknown = plans.flatMap(({ source, signOfUnknownVersion: sign }) =>
    sign === undefined ? [] : [`${sourceName(source)}: ${sign}`],
  );
  const lines = [
    SCOPES[purpose],
    `Temporary access is judged as of ${describeInstant(now)}.`,
    ...(empty.length === 0 ? [] : [`In ${sourceNames(empty)} there is no resource of this provider.`]),
    ...(incomplete.length === 0
      ? []
      : [`Not the whole configuration is in ${sourceNames(incomplete)} (-target, or deferred changes).`]),
    ...unknown.map((sign) => `Made by another version of the provider than this command knows: ${sign}.`),
  ];
  return lines.map(escapeText);
}

function sourceNames(plans: Review["plans"]): string {
  return plans.map(({ source }) => sourceName(source)).join(", ");
}
