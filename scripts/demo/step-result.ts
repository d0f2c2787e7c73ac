/** One claim about the product, and whether it was seen to hold. */
export interface Check {
  readonly claim: string;
  readonly holds: boolean;
}

/** What one act of the demo showed. */
export interface StepResult {
  readonly title: string;
  readonly checks: readonly Check[];
  /** That the simulator answered meanwhile. */
  readonly requests: number;
  readonly seconds: number;
}
