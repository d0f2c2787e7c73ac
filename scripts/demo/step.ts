import type { Demo } from "./demo";
import type { Check } from "./step-result";

/** One act of the demo. */
export interface Step {
  readonly title: string;
  /** Shows it, and gives what was to be seen. */
  run(demo: Demo): Promise<Check[]>;
}
