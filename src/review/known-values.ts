import { UNKNOWN, type ObjectValue, type Value } from "../terraform-plugin/value";

/**
 * The values of a resource in a plan, with `UNKNOWN` where Terraform says that a value will only be known after the apply, and where it says that a value
 * is sensitive: a review must not print it, and what it doesn't print it can't vouch for.
 *
 * @param unknown `after_unknown` of the change, or undefined where everything is known
 * @param sensitive `before_sensitive`, `after_sensitive` or `sensitive_values`
 */
export function knownValues(values: unknown, unknown: unknown, sensitive: unknown): ObjectValue {
  return knownValue(values ?? {}, unknown, sensitive) as ObjectValue;
}

function knownValue(value: unknown, unknown: unknown, sensitive: unknown): Value {
  if (unknown === true || sensitive === true) return UNKNOWN;
  if (Array.isArray(value) || Array.isArray(unknown)) {
    const [elements, unknowns, sensitives] = [list(value), list(unknown), list(sensitive)];
    return Array.from({ length: Math.max(elements.length, unknowns.length) }, (_, index) =>
      knownValue(elements[index], unknowns[index], sensitives[index]),
    );
  }
  if (isRecord(value) || isRecord(unknown)) {
    const [members, unknowns, sensitives] = [record(value), record(unknown), record(sensitive)];
    if (value === null) return null;
    return Object.fromEntries(
      [...new Set([...Object.keys(members), ...Object.keys(unknowns)])].map((name) => [
        name,
        knownValue(members[name], unknowns[name], sensitives[name]),
      ]),
    );
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
