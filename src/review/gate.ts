import { GROWTH } from "../access/compare-access";
import type { Review } from "./review";
import { counted } from "./summary";
import { isApproved } from "./approval";
import { type Finding, isGrowth } from "./finding";

/** What `--fail-on` takes. */
export const FAIL_ON = [...GROWTH, "any-drift"] as const;
export type FailOn = (typeof FAIL_ON)[number];

export interface Gate {
  readonly failOn: ReadonlySet<FailOn>;
  /** The findings of the review that was approved: what they cover is allowed, and nothing else that grows. */
  readonly approved: readonly Finding[] | undefined;
}

export interface Violation {
  readonly finding: Finding;
  /** Such as "--fail-on gained". */
  readonly rule: string;
}

/** What of a review a gate does not let through. */
export function violations({ findings, drift, now }: Review, { failOn, approved }: Gate): Violation[] {
  const refused: ReadonlySet<string> = failOn;
  const found = findings.flatMap((finding): Violation[] => {
    if (!isGrowth(finding)) return [];
    if (approved !== undefined) {
      return isApproved(finding, approved, now) ? [] : [{ finding, rule: "--approved" }];
    }
    const kind = finding.kinds.find((candidate) => refused.has(candidate));
    return kind === undefined ? [] : [{ finding, rule: `--fail-on ${kind}` }];
  });
  const outside = failOn.has("any-drift")
    ? drift.map((finding) => ({ finding, rule: "--fail-on any-drift" }))
    : [];
  return [...found, ...outside];
}

/** "Not let through: 2 findings (--fail-on gained)."; nothing without violations. */
export function describeViolations(found: readonly Violation[]): string[] {
  if (found.length === 0) return [];
  const rules = [...new Set(found.map(({ rule }) => rule))].join(", ");
  return [`Not let through: ${counted(found.length, "finding", "findings")} (${rules}).`];
}
