import { changedAttributes, type ResourceChange } from "../support/terraform-plan";
import type { TerraformDiagnostic } from "../support/terraform-diagnostic";

/** What a change does, in words: the attributes that an update changes, "nothing", or what else is done to the resource. */
export function changeInWords(change: ResourceChange | undefined): string {
  if (!change) return "nothing";
  const { actions } = change.change;
  if (actions[0] === "no-op") return "nothing";
  return actions[0] === "update" ? attributesInWords(changedAttributes(change)) : actions.join(" and ");
}

export function attributesInWords(attributes: readonly string[]): string {
  return attributes.length === 0 ? "nothing" : [...attributes].sort().join(", ");
}

/** The summaries of the warnings or errors at a resource, each once. */
export function summaries(
  severity: TerraformDiagnostic["severity"],
  diagnostics: readonly TerraformDiagnostic[],
): string {
  const found = diagnostics.filter((diagnostic) => diagnostic.severity === severity);
  return [...new Set(found.map(({ summary }) => summary))].join(", ") || "none";
}

/** One line for each expectation that was not met. */
export function unmet(
  expectations: readonly (readonly [what: string, expected: string, actual: string])[],
): string[] {
  return expectations
    .filter(([, expected, actual]) => expected !== actual)
    .map(([what, expected, actual]) => `${what}: ${actual}; expected: ${expected}`);
}
