import * as fc from "fast-check";
import { type AttributeType, UNKNOWN, type Value } from "../../../src/terraform-plugin";
import { numberFromText, type TerraformNumber } from "../../../src/terraform-plugin/codec/decimal";

/** A type of Terraform's type system and values that fit it. */
export interface TypedValues {
  readonly type: AttributeType;
  readonly values: readonly Value[];
}

/** Text as Terraform keeps it: well-formed, and in composed form. */
const text = fc.string({ unit: "grapheme" }).map((string) => string.normalize("NFC"));

/** Keys of maps; the MessagePack library refuses `__proto__`. */
const key = text.filter((string) => string !== "__proto__");

const digits = (maxLength: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength }).map((list) => list.join(""));

/** Any decimal number, held as the codec holds it. */
export const number: fc.Arbitrary<TerraformNumber> = fc
  .oneof(
    fc.integer().map(String),
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc
      .tuple(fc.constantFrom("", "-"), digits(40), digits(40))
      .map(([sign, integer, fraction]) => `${sign}${integer}.${fraction}`),
    fc
      .tuple(digits(20), fc.integer({ min: -400, max: 400 }))
      .map(([integer, power]) => `${integer}e${power}`),
  )
  .map((notation) => {
    const parsed = numberFromText(notation.replace(/^(-?)0+(?=\d)/, "$1"));
    if (parsed === undefined) throw new Error(`${notation} was not read`);
    return parsed;
  });

export const attributeType: fc.Arbitrary<AttributeType> = fc.letrec<{ type: AttributeType }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<AttributeType>("string", "number", "bool"),
    fc.record({ list: tie("type") }),
    fc.record({ set: tie("type") }),
    fc.record({ map: tie("type") }),
    fc.record({ object: fc.dictionary(fc.stringMatching(/^[a-z_]{1,6}$/), tie("type"), { maxKeys: 4 }) }),
  ),
})).type;

/** A value of the type, parts of which may be null or unknown. */
export function valueOf(type: AttributeType, whole = false): fc.Arbitrary<Value> {
  const known = knownValueOf(type, whole);
  const absent: fc.Arbitrary<Value> = whole ? fc.constant(null) : fc.constantFrom<Value[]>(null, UNKNOWN);
  return fc.oneof({ weight: 6, arbitrary: known }, { weight: 1, arbitrary: absent });
}

function knownValueOf(type: AttributeType, whole: boolean): fc.Arbitrary<Value> {
  if (type === "string") return text;
  if (type === "bool") return fc.boolean();
  if (type === "number") return number;
  if ("list" in type) return fc.array(valueOf(type.list, whole), { maxLength: 4 });
  if ("set" in type) return fc.array(valueOf(type.set, whole), { maxLength: 4 });
  if ("map" in type)
    return fc.dictionary(key, valueOf(type.map, whole), { maxKeys: 4, noNullPrototype: true });
  return fc.record(
    Object.fromEntries(Object.entries(type.object).map(([name, member]) => [name, valueOf(member, whole)])),
    { noNullPrototype: true },
  );
}

/** A type with `count` values of it. */
export function typedValues(count: number, whole = false): fc.Arbitrary<TypedValues> {
  return attributeType.chain((type) =>
    fc
      .array(valueOf(type, whole), { minLength: count, maxLength: count })
      .map((values) => ({ type, values })),
  );
}
