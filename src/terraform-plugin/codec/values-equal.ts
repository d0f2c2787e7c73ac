import type { AttributeType } from "../schema";
import { DecimalNumber, isListValue, isObjectValue, UNKNOWN, type Value } from "../value";
import { canonicalNumber } from "./decimal";

/**
 * Whether two values of one type are the same to Terraform: numbers by their decimal value, sets without regard to order and repetition,
 * objects without regard to the order of keys. An unknown value equals an unknown value.
 */
export function valuesEqual(left: Value, right: Value, type: AttributeType): boolean {
  if (left === right) return true;
  if (left === null || right === null || left === UNKNOWN || right === UNKNOWN) return false;
  if (type === "string" || type === "bool") {
    return typeof left === "string" && typeof right === "string" && left.normalize() === right.normalize();
  }
  if (type === "number") {
    return isNumber(left) && isNumber(right) && canonicalNumber(left) === canonicalNumber(right);
  }
  if ("list" in type) {
    if (!isListValue(left) || !isListValue(right) || left.length !== right.length) return false;
    return left.every((element, index) => valuesEqual(element, right[index] ?? null, type.list));
  }
  if ("set" in type) {
    if (!isListValue(left) || !isListValue(right)) return false;
    return canonicalValue(left, type) === canonicalValue(right, type);
  }
  if (!isObjectValue(left) || !isObjectValue(right)) return false;
  if ("map" in type) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every(
        (key) => Object.hasOwn(right, key) && valuesEqual(left[key] ?? null, right[key] ?? null, type.map),
      )
    );
  }
  return Object.entries(type.object).every(([name, member]) =>
    valuesEqual(left[name] ?? null, right[name] ?? null, member),
  );
}

/** One text for each value of a type: equal values have equal texts. */
export function canonicalValue(value: Value, type: AttributeType): string {
  return JSON.stringify(canonicalJson(value, type));
}

function canonicalJson(value: Value, type: AttributeType): unknown {
  if (value === null) return null;
  if (value === UNKNOWN) return { unknown: true };
  if (type === "number" && isNumber(value)) return canonicalNumber(value);
  if (typeof value === "string") return value.normalize();
  if (typeof type === "string") return value;
  if ("list" in type && isListValue(value)) return value.map((element) => canonicalJson(element, type.list));
  if ("set" in type && isListValue(value)) {
    return [...new Set(value.map((element) => canonicalValue(element, type.set)))].sort();
  }
  if ("map" in type && isObjectValue(value)) {
    return Object.keys(value)
      .sort()
      .map((key) => [key, canonicalJson(value[key] ?? null, type.map)]);
  }
  if ("object" in type && isObjectValue(value)) {
    return Object.entries(type.object).map(([name, member]) => canonicalJson(value[name] ?? null, member));
  }
  return value;
}

function isNumber(value: Value): value is number | bigint | DecimalNumber {
  return typeof value === "number" || typeof value === "bigint" || value instanceof DecimalNumber;
}
