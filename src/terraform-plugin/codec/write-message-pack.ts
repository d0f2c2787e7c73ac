import type { AttributePath } from "../attribute-path";
import type { AttributeType } from "../schema";
import { DecimalNumber, isListValue, isObjectValue, UNKNOWN, type ObjectValue, type Value } from "../value";
import { decimalText, type TerraformNumber } from "./decimal";
import { MessagePackOutput } from "./message-pack-output";
import { describeType } from "./object-type";
import { ValueError } from "./value-error";

const int64Minimum = -(2n ** 63n);
const uint64Maximum = 2n ** 64n - 1n;

/**
 * Writes a value of `type`.
 *
 * @param path of the value
 * @throws ValueError when the value does not fit the type, which is a fault of the provider.
 */
export function writeMessagePack(
  value: Value | undefined,
  type: AttributeType,
  path: AttributePath = [],
): Buffer {
  const output = new MessagePackOutput();
  writeValue(output, value, type, [...path]);
  return output.written;
}

type MutablePath = AttributePath[number][];

/** @param path of the value; the same array all the way, since only errors need it */
function writeValue(
  output: MessagePackOutput,
  value: Value | undefined,
  type: AttributeType,
  path: MutablePath,
): void {
  if (value === null) return output.writeNil();
  // The plain unknown value, which promises nothing (Terraform's docs/plugin-protocol/object-wire-format.md).
  if (value === UNKNOWN) return output.writeExtension(0, 0);
  if (type === "string") {
    if (typeof value === "string") return output.writeText(wellFormed(value));
  } else if (type === "bool") {
    if (typeof value === "boolean") return output.writeBoolean(value);
  } else if (type === "number") {
    if (isFiniteNumber(value)) return writeNumber(output, value);
  } else if ("list" in type) {
    if (isListValue(value)) return writeList(output, value, type.list, path);
  } else if ("set" in type) {
    if (isListValue(value)) return writeSet(output, value, type.set, path);
  } else if (isObjectValue(value)) {
    if ("map" in type) return writeMap(output, value, type.map, path);
    return writeObject(output, value, type.object, path);
  }
  throw new ValueError([...path], `expected ${describeType(type)}, got ${describeValue(value)}`);
}

/**
 * Fractions travel as text: Terraform compares them as decimals, and the double nearest to 0.1 is another number than the 0.1 of a
 * configuration.
 */
function writeNumber(output: MessagePackOutput, value: TerraformNumber): void {
  if (isInteger(value)) output.writeInteger(value);
  else output.writeText(decimalText(value));
}

function isInteger(value: TerraformNumber): value is number | bigint {
  if (typeof value === "bigint") return value >= int64Minimum && value <= uint64Maximum;
  return Number.isSafeInteger(value);
}

function writeList(
  output: MessagePackOutput,
  list: readonly Value[],
  type: AttributeType,
  path: MutablePath,
): void {
  output.writeListHead(list.length);
  list.forEach((element, index) => {
    path.push(index);
    writeValue(output, element, type, path);
    path.pop();
  });
}

function writeSet(
  output: MessagePackOutput,
  set: readonly Value[],
  type: AttributeType,
  path: MutablePath,
): void {
  output.writeListHead(set.length);
  for (const element of set) writeValue(output, element, type, path);
}

function writeMap(output: MessagePackOutput, map: ObjectValue, type: AttributeType, path: MutablePath): void {
  const entries = Object.entries(map);
  output.writeMapHead(entries.length);
  for (const [key, value] of entries) {
    path.push(key);
    output.writeText(wellFormed(key));
    writeValue(output, value, type, path);
    path.pop();
  }
}

function writeObject(
  output: MessagePackOutput,
  object: ObjectValue,
  attributes: Readonly<Record<string, AttributeType>>,
  path: MutablePath,
): void {
  const surplus = Object.keys(object).find((name) => !Object.hasOwn(attributes, name));
  if (surplus !== undefined) throw new ValueError([...path, surplus], "the schema has no such attribute");
  const members = Object.entries(attributes);
  output.writeMapHead(members.length);
  for (const [name, type] of members) {
    path.push(name);
    output.writeText(name);
    writeValue(output, object[name], type, path);
    path.pop();
  }
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
