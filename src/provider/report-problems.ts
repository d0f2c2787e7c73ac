import type { Problem } from "../access/problem";
import type { Diagnostics } from "../terraform-plugin/diagnostic";

/** Shows what src/access found wrong with a configuration, at the attribute. */
export function reportProblems(problems: readonly Problem[], diagnostics: Diagnostics): void {
  for (const { severity, summary, detail, path } of problems) {
    diagnostics[severity]({ summary, detail, attribute: path });
  }
}
