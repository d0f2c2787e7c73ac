import type { Row } from "./row";
import type { Size } from "./size";

/** What belongs together in the table, because it is measured together. */
export interface Measure {
  readonly title: string;
  run(size: Size, progress: (step: string) => void): Promise<readonly Row[]>;
}
