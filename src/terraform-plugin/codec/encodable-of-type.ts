import type { AttributePath } from "../attribute-path";
import type { AttributeType } from "../schema";
import { DecimalNumber, isListValue, isObjectValue, UNKNOWN, type ObjectValue, type Value } from "../value";
import { decimalText, type TerraformNumber } from "./decimal";
import { describeType } from "./object-type";
import { setEntry } from "./set-entry";
import { ValueError } from "./value-error";

const int64Minimum = -(2n ** 63n);
const uint64Maximum = 2n ** 64n - 1n;

/**
 * What to hand to the MessagePack encoder for a value of `type`.
 *
 * @throws ValueError when the value does not fit the type, which is a fault of the provider.
 */
export function encodableOfType(
  value: Value | undefined,
  type: AttributeType,
  path: AttributePath = [],
): unknown {
  if (value === null || value === UNKNOWN) return value;
  if (type === "string") {
    if (typeof value === "string") return wellFormed(value);
  } else if (type === "bool") {
    if (typeof value === "boolean") return value;
  } else if (type === "number") {
    if (isFiniteNumber(value)) return encodableNumber(value);
  } else if ("list" in type) {
    if (isListValue(value)) {
      return value.map((element, index) => encodableOfType(element, type.list, [...path, index]));
    }
  } else if ("set" in type) {
    if (isListValue(value)) return value.map((element) => encodableOfType(element, type.set, path));
  } else if ("map" in type) {
    if (isObjectValue(value)) return encodableMap(value, type.map, path);
  } else if (isObjectValue(value)) {
    return encodableObject(value, type.object, path);
  }
  throw new ValueError(path, `expected ${describeType(type)}, got ${describeValue(value)}`);
}

function encodableMap(map: ObjectValue, type: AttributeType, path: AttributePath): Record<string, unknown> {
  const encodable: Record<string, unknown> = {};
  for (const key of Object.keys(map)) {
    setEntry(encodable, wellFormed(key), encodableOfType(map[key], type, [...path, key]));
  }
  return encodable;
}

function encodableObject(
  object: ObjectValue,
  attributes: Readonly<Record<string, AttributeType>>,
  path: AttributePath,
): Record<string, unknown> {
  const encodable: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(attributes)) {
    encodable[name] = encodableOfType(object[name], type, [...path, name]);
  }
  for (const name of Object.keys(object)) {
    if (!Object.hasOwn(attributes, name))
      throw new ValueError([...path, name], "the schema has no such attribute");
  }
  return encodable;
}

/**
 * Fractions travel as text: Terraform compares them as decimals, and the double nearest to 0.1 is another number than the 0.1 of a
 * configuration.
 */
function encodableNumber(value: TerraformNumber): number | bigint | string {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value === 0 ? 0 : value;
  if (typeof value === "bigint" && value >= int64Minimum && value <= uint64Maximum) return value;
  return decimalText(value);
}

function isFiniteNumber(value: Value | undefined): value is TerraformNumber {
  return typeof value === "number"
    ? Number.isFinite(value)
    : typeof value === "bigint" || value instanceof DecimalNumber;
}

const printableAscii = /^[ -~]*$/;

/** Terraform keeps strings in Unicode's composed form, and UTF-8 has no halves of surrogate pairs. */
function wellFormed(text: string): string {
  if (printableAscii.test(text)) return text;
  return text.normalize("NFC").replace(/\p{Surrogate}/gu, "\uFFFD");
}

function describeValue(value: Value | undefined): string {
  if (value === undefined) return "nothing: the attribute is missing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number" && !Number.isFinite(value)) return "a number that is not finite";
  if (value instanceof DecimalNumber) return "a number";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
