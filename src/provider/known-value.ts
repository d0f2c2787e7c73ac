import { DecimalNumber, UNKNOWN, type Value } from "../terraform-plugin/value";

// Parts of a configuration for checks that judge what is known: undefined where a value is unknown (or, for the first three, null).

export function knownText(value: Value | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The decimal text of a number that JavaScript's own cannot hold without loss. */
export function knownNumber(value: Value | undefined): number | bigint | string | undefined {
  if (value instanceof DecimalNumber) return value.text;
  return typeof value === "number" || typeof value === "bigint" ? value : undefined;
}

/** Null where the configuration leaves the attribute out. */
export function knownTextOrNull(value: Value | undefined): string | null | undefined {
  return value === UNKNOWN ? undefined : (knownText(value) ?? null);
}
