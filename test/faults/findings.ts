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

/** Counts runs by how they ended. */
export class Tally {
  #runs = 0;
  #completed = 0;
  #needsOperator = 0;
  #lost = 0;
  #doubled = 0;
  #leaked = 0;

  add({ needsOperator, lost, doubled, leaked }: Findings): void {
    this.#runs += 1;
    if (lost.length > 0) this.#lost += 1;
    if (doubled.length > 0) this.#doubled += 1;
    if (leaked.length > 0) this.#leaked += 1;
    if (lost.length + doubled.length + leaked.length > 0) return;
    if (needsOperator) this.#needsOperator += 1;
    else this.#completed += 1;
  }

  get isGood(): boolean {
    return this.#lost + this.#doubled + this.#leaked === 0;
  }

  get line(): string {
    return `runs ${this.#runs} completed ${this.#completed} needs-operator ${this.#needsOperator} lost ${this.#lost} doubled ${this.#doubled} leaked ${this.#leaked}`;
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
