import type { AttributePath } from "../attribute-path";
import type { AttributeType } from "../schema";
import { UNKNOWN, type ObjectValue, type Value } from "../value";
import { numberFromBigint, numberFromDouble, numberFromText, type TerraformNumber } from "./decimal";
import { type Kind, MessagePackInput } from "./message-pack-input";
import { describeType } from "./object-type";
import { setEntry } from "./set-entry";
import { ValueError } from "./value-error";

/**
 * Reads a value of `type` in one walk over the bytes. Attributes of objects that are not there are null, and attributes that the type does not know
 * are left out. Recursion is as deep as the type, not as deep as the input.
 *
 * @throws ValueError where the input does not fit the type, RangeError when it is no MessagePack
 */
export function readMessagePack(bytes: Uint8Array, type: AttributeType): Value {
  const input = new MessagePackInput(bytes);
  const value = readValue(input, type, []);
  if (!input.isAtEnd) throw new RangeError("something follows the value");
  return value;
}

type MutablePath = AttributePath[number][];

/** @param path of the value; the same array all the way, since most values need none */
function readValue(input: MessagePackInput, type: AttributeType, path: MutablePath): Value {
  const kind = input.readHead();
  if (kind === "nil") return null;
  if (kind === "extension") {
    input.skipContent(kind);
    return UNKNOWN;
  }
  if (type === "string") {
    if (kind === "string") return input.readText();
  } else if (type === "bool") {
    if (kind === "boolean") return input.scalar === 1;
  } else if (type === "number") {
    const number = readNumber(input, kind);
    if (number !== undefined) return number;
  } else if ("list" in type) {
    if (kind === "list") return readList(input, type.list, path);
  } else if ("set" in type) {
    if (kind === "list") return readSet(input, type.set, path);
  } else if (kind === "map") {
    return "map" in type ? readMap(input, type.map, path) : readObject(input, type.object, path);
  }
  throw new ValueError([...path], `expected ${describeType(type)}, got ${describe(kind, input)}`);
}

function readNumber(input: MessagePackInput, kind: Kind): TerraformNumber | undefined {
  if (kind === "string") return numberFromText(input.readText());
  if (kind !== "number") return undefined;
  const { scalar } = input;
  return typeof scalar === "bigint" ? numberFromBigint(scalar) : numberFromDouble(scalar);
}

function readList(input: MessagePackInput, type: AttributeType, path: MutablePath): Value[] {
  const { length } = input;
  const list: Value[] = [];
  for (let index = 0; index < length; index++) {
    path.push(index);
    list.push(readValue(input, type, path));
    path.pop();
  }
  return list;
}

function readSet(input: MessagePackInput, type: AttributeType, path: MutablePath): Value[] {
  const { length } = input;
  const set: Value[] = [];
  for (let index = 0; index < length; index++) set.push(readValue(input, type, path));
  return set;
}

function readMap(input: MessagePackInput, type: AttributeType, path: MutablePath): ObjectValue {
  const { length } = input;
  const map: Record<string, Value> = {};
  for (let entry = 0; entry < length; entry++) {
    const key = readKey(input, path);
    path.push(key);
    setEntry(map, key, readValue(input, type, path));
    path.pop();
  }
  return map;
}

function readObject(
  input: MessagePackInput,
  attributes: Readonly<Record<string, AttributeType>>,
  path: MutablePath,
): ObjectValue {
  const { length } = input;
  const object: Record<string, Value> = {};
  for (const name of Object.keys(attributes)) object[name] = null;
  for (let entry = 0; entry < length; entry++) {
    const name = readKey(input, path);
    const type = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    if (type === undefined) {
      input.skipContent(input.readHead());
    } else {
      path.push(name);
      object[name] = readValue(input, type, path);
      path.pop();
    }
  }
  return object;
}

function readKey(input: MessagePackInput, path: MutablePath): string {
  const kind = input.readHead();
  if (kind === "string") return input.readText();
  throw new ValueError([...path], `expected keys that are strings, got ${describe(kind, input)}`);
}

function describe(kind: Kind, { scalar }: MessagePackInput): string {
  if (kind === "bytes") return "bytes";
  if (kind === "number" && typeof scalar === "number" && !Number.isFinite(scalar)) {
    return "a number that is not finite";
  }
  return kind === "map" ? "an object" : `a ${kind}`;
}
