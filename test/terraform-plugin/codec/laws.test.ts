import * as fc from "fast-check";
import { type AttributeType, DecimalNumber, isObjectValue, type Value } from "../../../src/terraform-plugin";
import {
  decimalText,
  numberFromDouble,
  numberFromText,
  canonicalNumber,
} from "../../../src/terraform-plugin/codec/decimal";
import { decodeJson } from "../../../src/terraform-plugin/codec/json";
import { decodeMessagePack, encodeMessagePack } from "../../../src/terraform-plugin/codec/message-pack";
import { canonicalValue, valuesEqual } from "../../../src/terraform-plugin/codec/values-equal";
import { number, typedValues, type TypedValues } from "./arbitraries";

const only = ({ type, values }: TypedValues): [AttributeType, Value] => [type, values[0] ?? null];

test("what was encoded as MessagePack is decoded as it was", () => {
  fc.assert(
    fc.property(typedValues(1), (typed) => {
      const [type, value] = only(typed);
      expect(decodeMessagePack(encodeMessagePack(value, type), type)).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

test("what Terraform stores as JSON is decoded as it was", () => {
  fc.assert(
    fc.property(typedValues(1, true), (typed) => {
      const [type, value] = only(typed);
      expect(decodeJson(Buffer.from(jsonText(value)), type)).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

/** JSON as Terraform writes it: numbers in full. */
function jsonText(value: Value): string {
  if (typeof value === "number" || typeof value === "bigint" || value instanceof DecimalNumber)
    return decimalText(value);
  if (Array.isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  if (!isObjectValue(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}:${jsonText(member)}`)
    .join(",")}}`;
}

test("values are equal exactly when their canonical texts are", () => {
  fc.assert(
    fc.property(typedValues(2), ({ type, values: [left = null, right = null] }) => {
      expect(valuesEqual(left, right, type)).toBe(canonicalValue(left, type) === canonicalValue(right, type));
      expect(valuesEqual(left, left, type)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("a set equals itself in any order and with repetitions", () => {
  fc.assert(
    fc.property(typedValues(3), fc.array(fc.integer({ min: 0, max: 2 })), ({ type, values }, picks) => {
      const shuffled = [...picks.map((pick) => values[pick] ?? null), ...[...values].reverse()];
      expect(valuesEqual(values, shuffled, { set: type })).toBe(true);
    }),
  );
});

test("a number's text is read as the number", () => {
  fc.assert(fc.property(number, (value) => expect(numberFromText(decimalText(value))).toEqual(value)));
});

test("a double is read as the decimal number that it exactly is", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (double) => {
      const value = numberFromDouble(double);
      expect(value).toBeDefined();
      expect(Number(decimalText(value ?? 0))).toBe(double === 0 ? 0 : double);
    }),
  );
});

test.each<[string, string, unknown]>([
  ["zeros at both ends", "007.500", 7.5],
  ["a whole number with a fraction of zero", "12.000", 12],
  ["a negative zero", "-0.0", 0],
  ["the largest safe integer", "9007199254740991", 9007199254740991],
  ["the first integer beyond", "9007199254740992", 9007199254740992n],
  ["a fraction that a double holds as its shortest notation", "0.1", 0.1],
  [
    "a fraction that it does not",
    "0.1000000000000000055511151231257827",
    new DecimalNumber("0.1000000000000000055511151231257827"),
  ],
  ["an exponent", "25e2", 2500],
  ["more than memory holds", "1e999999999", new DecimalNumber("1e999999999")],
  ["less than a double holds", "1e-999999999", new DecimalNumber("1e-999999999")],
  ["an exponent beyond all use", "1e9999999999", undefined],
  ["words", "seven", undefined],
  ["nothing", "", undefined],
  ["hexadecimal digits", "0x10", undefined],
])("%s: %s", (_what, notation, expected) => {
  expect(numberFromText(notation)).toEqual(expected);
});

test("notations of one number have one canonical text", () => {
  const notations = ["1500", "1.5e3", "0.15e4", "1500.000", "015e2"];
  const texts = notations.map((notation) => canonicalNumber(new DecimalNumber(notation)));
  expect(new Set(texts)).toEqual(new Set(["15e2"]));
});
