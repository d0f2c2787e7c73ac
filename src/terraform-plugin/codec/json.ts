import type { AttributeType } from "../schema";
import type { Value } from "../value";
import { valueOfType } from "./value-of-type";

/** @throws ValueError, or SyntaxError when the text is not JSON. */
export function decodeJson(bytes: Uint8Array, type: AttributeType): Value {
  return valueOfType(
    parseJson(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8")),
    type,
  );
}

/** A number where a value can begin: the digits of UUIDs and times, within strings, are none. */
const possiblyLossy = /(?:^|"\s*:|[[,])\s*-?\d+(?:\d{15}|[.eE])/;
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs;

/** Parses JSON, with those numbers as strings that a JavaScript number might not hold without loss. */
export function parseJson(text: string): unknown {
  if (!possiblyLossy.test(text)) return JSON.parse(text);
  JSON.parse(text); // Only valid JSON is what the pattern below takes it for.
  return JSON.parse(
    text.replace(stringOrNumber, (token) =>
      possiblyLossy.test(token) && !token.startsWith('"') ? `"${token}"` : token,
    ),
  );
}
