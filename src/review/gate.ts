import { GROWTH } from "../access/compare-access";
import type { Review } from "./review";
import { counted } from "./summary";
import { type ApprovedFinding, approvedElsewhere, isApproved } from "./approval";
import { type Finding, isGrowth } from "./finding";

/** What `--fail-on` takes. */
export const FAIL_ON = [...GROWTH, "any-drift"] as const;
export type FailOn = (typeof FAIL_ON)[number];

export interface Gate {
  readonly failOn: ReadonlySet<FailOn>;
  /** The findings of the review that was approved: what they cover is allowed, and nothing else that grows. */
  readonly approved: readonly ApprovedFinding[] | undefined;
}

export interface Violation {
  readonly finding: Finding;
  /** Such as "--fail-on gained". */
  readonly rule: string;
  /** Why what was approved does not count for it, where that may surprise; a sentence, safe to print. */
  readonly reason?: string;
}

/** What of a review a gate does not let through. */
export function violations({ findings, drift, now }: Review, { failOn, approved }: Gate): Violation[] {
  const refused: ReadonlySet<string> = failOn;
  const found = findings.flatMap((finding): Violation[] => {
    if (!isGrowth(finding)) return [];
    if (approved !== undefined) {
      if (isApproved(finding, approved, now)) return [];
      const reason = approvedElsewhere(finding, approved, now);
      return [{ finding, rule: "--approved", ...(reason !== undefined && { reason }) }];
    }
    const kind = finding.kinds.find((candidate) => refused.has(candidate));
    return kind === undefined ? [] : [{ finding, rule: `--fail-on ${kind}` }];
  });
  const outside = failOn.has("any-drift")
    ? drift.map((finding) => ({ finding, rule: "--fail-on any-drift" }))
    : [];
  return [...found, ...outside];
}

/** "Not let through: 2 findings (--fail-on gained)."; then why, where that may surprise; nothing without violations. */
export function describeViolations(found: readonly Violation[]): string[] {
  if (found.length === 0) return [];
  const rules = [...new Set(found.map(({ rule }) => rule))].join(", ");
  const reasons = new Set(found.flatMap(({ reason }) => reason ?? []));
  return [`Not let through: ${counted(found.length, "finding", "findings")} (${rules}).`, ...reasons];
}
