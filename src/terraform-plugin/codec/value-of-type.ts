import type { AttributePath } from "../attribute-path";
import type { AttributeType } from "../schema";
import { UNKNOWN, type ObjectValue, type Value } from "../value";
import { numberFromBigint, numberFromDouble, numberFromText, type TerraformNumber } from "./decimal";
import { describeType } from "./object-type";
import { setEntry } from "./set-entry";
import { ValueError } from "./value-error";

/**
 * Reads what a MessagePack or JSON decoder made of the bytes as a value of `type`. Attributes of objects that are not there are null, and
 * attributes that the type does not know are left out. Recursion is as deep as the type, not as deep as the input.
 *
 * @throws ValueError where the input does not fit the type.
 */
export function valueOfType(input: unknown, type: AttributeType, path: AttributePath = []): Value {
  if (input === null || input === undefined) return null;
  if (input === UNKNOWN) return UNKNOWN;
  if (type === "string") {
    if (typeof input === "string") return input;
  } else if (type === "bool") {
    if (typeof input === "boolean") return input;
  } else if (type === "number") {
    const number = numberFrom(input);
    if (number !== undefined) return number;
  } else if ("list" in type) {
    if (Array.isArray(input)) {
      return input.map((element, index) => valueOfType(element, type.list, [...path, index]));
    }
  } else if ("set" in type) {
    if (Array.isArray(input)) return input.map((element) => valueOfType(element, type.set, path));
  } else if ("map" in type) {
    if (isRecord(input)) return mapFrom(input, type.map, path);
  } else if (isRecord(input)) {
    return objectFrom(input, type.object, path);
  }
  throw new ValueError(path, `expected ${describeType(type)}, got ${describeInput(input)}`);
}

function mapFrom(input: Record<string, unknown>, type: AttributeType, path: AttributePath): ObjectValue {
  const map: Record<string, Value> = {};
  for (const key of Object.keys(input)) setEntry(map, key, valueOfType(input[key], type, [...path, key]));
  return map;
}

function objectFrom(
  input: Record<string, unknown>,
  attributes: Readonly<Record<string, AttributeType>>,
  path: AttributePath,
): ObjectValue {
  const object: Record<string, Value> = {};
  for (const [name, type] of Object.entries(attributes)) {
    object[name] = Object.hasOwn(input, name) ? valueOfType(input[name], type, [...path, name]) : null;
  }
  return object;
}

function numberFrom(input: unknown): TerraformNumber | undefined {
  if (typeof input === "number") return numberFromDouble(input);
  if (typeof input === "bigint") return numberFromBigint(input);
  if (typeof input === "string") return numberFromText(input);
  return undefined;
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === "object" && input !== null && !Array.isArray(input) && !ArrayBuffer.isView(input);
}

function describeInput(input: unknown): string {
  if (Array.isArray(input)) return "a list";
  if (ArrayBuffer.isView(input)) return "bytes";
  if (typeof input === "number" && !Number.isFinite(input)) return "a number that is not finite";
  return typeof input === "object" ? "an object" : `a ${typeof input}`;
}
