import type { DynamicValue } from "../generated/tfplugin6/value";
import type { AttributeType } from "../schema";
import type { Value } from "../value";
import { decodeJson } from "./json";
import { decodeMessagePack, encodeMessagePack } from "./message-pack";

const nothing = Buffer.alloc(0);

/** A value from the wire; one that is not there is null. @throws when the bytes can't be decoded or don't fit the type. */
export function decodeDynamicValue(value: DynamicValue | undefined, type: AttributeType): Value {
  if (value === undefined) return null;
  if (value.msgpack.length > 0) return decodeMessagePack(value.msgpack, type);
  if (value.json.length > 0) return decodeJson(value.json, type);
  return null;
}

/** Whether two values came as the same bytes, so that only one of them needs to be decoded. */
export function sameBytes(left: DynamicValue | undefined, right: DynamicValue | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return left.msgpack.equals(right.msgpack) && left.json.equals(right.json);
}

/** @throws ValueError when the value doesn't fit the type. */
export function encodeDynamicValue(value: Value, type: AttributeType): DynamicValue {
  return { msgpack: encodeMessagePack(value, type), json: nothing };
}
