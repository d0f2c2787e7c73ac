/** What is wrong after a run, each in a sentence; all empty for a run that completed. */
export interface Findings {
  /** The user needed what behaviour.md 5 tells an operator to do. */
  readonly needsOperator: boolean;
  /** Access or state that is missing or wrong, a window that moved, a plan that is untrue, a command that never ended. */
  readonly lost: readonly string[];
  /** Rows that nobody declared, or that were made anew. */
  readonly doubled: readonly string[];
  /** Secrets in what was written, or sent elsewhere. */
  readonly leaked: readonly string[];
}

/** How many runs ended how. A run can be lost, doubled and leaked at once; one that is none of these completed or needed an operator. */
export interface Counts {
  runs: number;
  completed: number;
  needsOperator: number;
  lost: number;
  doubled: number;
  leaked: number;
}

export class Tally {
  readonly counts: Counts = { runs: 0, completed: 0, needsOperator: 0, lost: 0, doubled: 0, leaked: 0 };

  add(findings: Findings): void {
    const { needsOperator, lost, doubled, leaked } = findings;
    this.addCounts({
      runs: 1,
      completed: Number(isClean(findings) && !needsOperator),
      needsOperator: Number(isClean(findings) && needsOperator),
      lost: Number(lost.length > 0),
      doubled: Number(doubled.length > 0),
      leaked: Number(leaked.length > 0),
    });
  }

  addCounts(others: Counts): void {
    for (const name of Object.keys(this.counts) as (keyof Counts)[]) this.counts[name] += others[name];
  }

  get isGood(): boolean {
    const { lost, doubled, leaked } = this.counts;
    return lost + doubled + leaked === 0;
  }

  get line(): string {
    const { runs, completed, needsOperator, lost, doubled, leaked } = this.counts;
    return `runs ${runs} completed ${completed} needs-operator ${needsOperator} lost ${lost} doubled ${doubled} leaked ${leaked}`;
  }
}

export function isClean({ lost, doubled, leaked }: Findings): boolean {
  return lost.length + doubled.length + leaked.length === 0;
}

/** Such as: lost: the window of app-shift moved. */
export function findingsInWords({ lost, doubled, leaked }: Findings): string[] {
  return [
    ...lost.map((text) => `lost: ${text}`),
    ...doubled.map((text) => `doubled: ${text}`),
    ...leaked.map((text) => `leaked: ${text}`),
  ];
}
