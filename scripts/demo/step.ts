import type { Demo } from "./demo";

/** One claim about the product, and whether it was seen to hold. */
export interface Check {
  readonly claim: string;
  readonly holds: boolean;
}

/** One act of the demo. */
export interface Step {
  readonly title: string;
  /** Shows it, and gives what was to be seen. */
  run(demo: Demo): Promise<Check[]>;
}

export interface StepResult {
  readonly title: string;
  readonly checks: readonly Check[];
  /** That the simulator answered meanwhile. */
  readonly requests: number;
  readonly seconds: number;
}
