import picomatch from "picomatch";
import type { Conditions } from "./rule";

/** Whether a value (environment, secretPath, …) fulfils every condition of a rule (p17 shows the globs' effect). */
export function conditionsHold(conditions: Conditions | undefined, value: Record<string, string>): boolean {
  return Object.entries(conditions ?? {}).every(([field, condition]) => holds(condition, value[field] ?? ""));
}

/** A bare string means `$eq` (contract/api.md B2, documented). An operator that is not known never holds. */
function holds(condition: unknown, actual: string): boolean {
  if (typeof condition !== "object" || condition === null) {
    return condition === actual;
  }
  return Object.entries(condition).every(([operator, operand]) => {
    switch (operator) {
      case "$eq":
        return operand === actual;
      case "$ne":
        return operand !== actual;
      case "$in":
        return Array.isArray(operand) && operand.includes(actual);
      case "$glob":
        return typeof operand === "string" && picomatch.isMatch(actual, operand, { strictSlashes: false });
      default:
        return false;
    }
  });
}
