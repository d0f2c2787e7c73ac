/** The value that Terraform will only know after apply. */
export const UNKNOWN: unique symbol = Symbol.for("terraform-plugin/unknown");
export type Unknown = typeof UNKNOWN;

/**
 * A number that neither a JavaScript number nor a bigint holds without loss, such as 0.1000000000000000000001.
 * `text` is its decimal notation as Terraform sent it.
 */
export class DecimalNumber {
  constructor(readonly text: string) {}
}

/**
 * A Terraform value in JavaScript. Lists and sets are arrays, maps and objects are plain objects.
 *
 * Integers beyond 2^53 are bigint, other numbers that a double cannot hold are {@link DecimalNumber}.
 */
export type Value =
  null | Unknown | boolean | string | number | bigint | DecimalNumber | readonly Value[] | ObjectValue;

export interface ObjectValue {
  readonly [name: string]: Value;
}

export function isObjectValue(value: Value | undefined): value is ObjectValue {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof DecimalNumber)
  );
}

/** Whether the value is a list or a set. */
export function isListValue(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether no part of the value is unknown. */
export function isWhollyKnown(value: Value): boolean {
  if (value === UNKNOWN) return false;
  if (isListValue(value)) return value.every(isWhollyKnown);
  if (isObjectValue(value)) return Object.values(value).every(isWhollyKnown);
  return true;
}
