import { Decoder, Encoder, ExtData } from "@msgpack/msgpack";
import type { AttributeType } from "../schema";
import { UNKNOWN, type Value } from "../value";
import { encodableOfType } from "./encodable-of-type";
import { assertWithinLimits } from "./message-pack-limits";
import { valueOfType } from "./value-of-type";

/**
 * Every extension is a value that is not known yet: 0 is plain, 12 carries what is known about it already, others may come
 * (Terraform's docs/plugin-protocol/object-wire-format.md). We write the plain one, which promises nothing.
 */
const extensionCodec = {
  tryToEncode: (value: unknown): ExtData | null =>
    value === UNKNOWN ? new ExtData(0, new Uint8Array(1)) : null,
  decode: (): typeof UNKNOWN => UNKNOWN,
};

const decoder = new Decoder({ extensionCodec, useBigInt64: true });
const encoder = new Encoder({ extensionCodec, useBigInt64: true });

/** @throws ValueError, or the decoder's error when the bytes are not MessagePack. */
export function decodeMessagePack(bytes: Uint8Array, type: AttributeType): Value {
  assertWithinLimits(bytes);
  return valueOfType(decoder.decode(bytes), type);
}

/** @throws ValueError when the value does not fit the type. */
export function encodeMessagePack(value: Value, type: AttributeType): Buffer {
  return Buffer.from(encoder.encode(encodableOfType(value, type)));
}
