import { decodeDynamicValue, encodeDynamicValue } from "../codec/dynamic-value";
import { objectTypeOf } from "../codec/object-type";
import { ValueError } from "../codec/value-error";
import { valuesEqual } from "../codec/values-equal";
import type { DynamicValue } from "../generated/tfplugin6/value";
import type { Schema } from "../schema";
import { isObjectValue, type ObjectValue } from "../value";
import { readingRequest } from "./failure";
import { unknownParts } from "./unknown-parts";

/** Reads an object of the schema; `part` names it in errors. Null is a resource that is not there. */
export function readNullableObject(
  part: string,
  value: DynamicValue | undefined,
  schema: Schema,
): ObjectValue | null {
  return readingRequest(part, () => {
    const object = decodeDynamicValue(value, objectTypeOf(schema.attributes));
    if (object !== null && !isObjectValue(object))
      throw new ValueError([], "expected an object, got an unknown value");
    return object;
  });
}

export function readObject(part: string, value: DynamicValue | undefined, schema: Schema): ObjectValue {
  const object = readNullableObject(part, value, schema);
  return readingRequest(part, () => {
    if (object === null) throw new ValueError([], "expected an object, got null");
    return object;
  });
}

/** Whether two objects are the same to Terraform. It is then answered with the bytes that it sent, which need not be written anew. */
export function sameObject(left: ObjectValue | null, right: ObjectValue | null, schema: Schema): boolean {
  return valuesEqual(left, right, objectTypeOf(schema.attributes));
}

/** @throws ValueError when the provider's object doesn't fit its own schema. */
export function writeObject(object: ObjectValue | null, schema: Schema): DynamicValue {
  return encodeDynamicValue(object, objectTypeOf(schema.attributes));
}

/** As {@link writeObject}, for what Terraform stores: nothing of it may be unknown. */
export function writeKnownObject(object: ObjectValue | null, schema: Schema): DynamicValue {
  const [unknown] = unknownParts(object, objectTypeOf(schema.attributes));
  if (unknown !== undefined) throw new ValueError(unknown, "the provider returned an unknown value");
  return writeObject(object, schema);
}
