import { decode, encode } from "@msgpack/msgpack";
import { type AttributeType, DecimalNumber, UNKNOWN, type Value } from "../../../src/terraform-plugin";
import { readMessagePack } from "../../../src/terraform-plugin/codec/read-message-pack";
import { ValueError } from "../../../src/terraform-plugin/codec/value-error";
import { writeMessagePack } from "../../../src/terraform-plugin/codec/write-message-pack";

const bytes = (hex: string): Buffer => Buffer.from(hex.replace(/ /g, ""), "hex");

test.each<[string, string, AttributeType, Value]>([
  ["nil", "c0", "string", null],
  ["a plain unknown", "d4 00 00", "string", UNKNOWN],
  ["an unknown that is known not to be null", "c7 03 0c 81 01 c2", "string", UNKNOWN],
  ["an unknown with a prefix", "c7 0a 0c 82 01 c2 02 a5 68 74 74 70 73", "string", UNKNOWN],
  ["an unknown number between bounds", "c7 07 0c 81 03 92 05 c3 00 00", "number", UNKNOWN],
  ["an unknown of a kind to come", "d4 2a 00", { list: "string" }, UNKNOWN],
  ["an unknown in the place of a timestamp", "d6 ff 00 00 00 00", "number", UNKNOWN],
  ["unknown elements", "92 a1 78 d4 00 00", { set: "string" }, ["x", UNKNOWN]],
  ["a small number in eight bytes", "d3 ff ff ff ff ff ff ff fe", "number", -2],
  ["the largest unsigned integer", "cf ff ff ff ff ff ff ff ff", "number", 18446744073709551615n],
  ["a whole number as a float", "cb 41 2e 84 80 00 00 00 00", "number", 1000000],
  ["a large whole number as a float", "cb 44 20 00 00 00 00 00 00", "number", 147573952589676412928n],
  ["a half", "ca 3f 00 00 00", "number", 0.5],
  [
    "the double nearest to a tenth",
    "cb 3f b9 99 99 99 99 99 9a",
    "number",
    new DecimalNumber("1000000000000000055511151231257827021181583404541015625e-55"),
  ],
  ["a tenth", "a3 30 2e 31", "number", 0.1],
  ["an object with less", "81 a1 61 01", { object: { a: "number", b: "string" } }, { a: 1, b: null }],
  ["an object with more", "82 a1 61 01 a1 7a 02", { object: { a: "number" } }, { a: 1 }],
])("%s is read", (_what, hex, type, expected) => {
  expect(readMessagePack(bytes(hex), type)).toEqual(expected);
});

test("the key __proto__ is one of a map's", () => {
  const map = JSON.parse('{"__proto__":"x"}') as Record<string, string>;
  const read = readMessagePack(encode(map), { map: "string" });
  expect(JSON.stringify(read)).toBe('{"__proto__":"x"}');
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
});

test("what a type does not know is passed over, whatever it is", () => {
  const whatever = [null, true, 1.5, -70_000, 2n ** 63n, "text", new Uint8Array(300), { a: [1, { b: 2 }] }];
  const deep = Buffer.concat([bytes("82 a1 7a"), Buffer.alloc(1_000_000, 0x91), bytes("c0 a1 61 05")]);
  const type: AttributeType = { object: { a: "number" } };
  expect(readMessagePack(encode({ z: whatever, a: 5 }, { useBigInt64: true }), type)).toEqual({ a: 5 });
  expect(readMessagePack(bytes("83 a1 79 c7 03 0c 81 01 c2 a1 78 d4 00 00 a1 61 05"), type)).toEqual({
    a: 5,
  });
  expect(readMessagePack(deep, type)).toEqual({ a: 5 });
});

test("an unknown is written as the plain one, and a fraction as text", () => {
  expect(writeMessagePack([UNKNOWN, 0.1, 3, 2n ** 64n], { list: "number" })).toEqual(
    bytes(`94 d4 00 00 a3 30 2e 31 03 b4 ${Buffer.from("18446744073709551616").toString("hex")}`),
  );
});

describe("values of every length are written as the MessagePack library reads them", () => {
  const lengths = [0, 15, 16, 31, 32, 255, 256, 65_535, 65_536];
  test.each(lengths)("texts of %d bytes", (length) => {
    const text = "x".repeat(length);
    expect(decode(writeMessagePack(text, "string"))).toBe(text);
  });
  test.each(lengths)("lists and maps of %d elements", (length) => {
    const list = Array.from({ length }, (_, index) => index);
    const map = Object.fromEntries(list.map((index) => [`k${index}`, index]));
    expect(JSON.stringify(decode(writeMessagePack(list, { list: "number" })))).toBe(JSON.stringify(list));
    expect(JSON.stringify(decode(writeMessagePack(map, { map: "number" })))).toBe(JSON.stringify(map));
  });
  test("integers at the ends of each form", () => {
    const powers = [5n, 7n, 8n, 15n, 16n, 31n, 32n, 53n, 63n].map((power) => 2n ** power);
    const integers = powers
      .flatMap((power) => [power - 1n, power, -power, -power - 1n])
      .concat(2n ** 64n - 1n);
    const inRange = integers.filter((integer) => integer >= -(2n ** 63n));
    const written = writeMessagePack(inRange, { list: "number" });
    expect((decode(written, { useBigInt64: true }) as (number | bigint)[]).map(BigInt)).toEqual(inRange);
  });
});

test("half a surrogate pair is written as the replacement character, and text in composed form", () => {
  expect(writeMessagePack(["a\ud800", "e\u0301"], { list: "string" })).toEqual(
    Buffer.from(encode(["a\ufffd", "\u00e9"])),
  );
});

describe("input that does not fit its type says where", () => {
  test.each<[string, unknown, AttributeType, string]>([
    ["a text for a number", "x", "number", "expected a number, got a string"],
    ["not a number", NaN, "number", "expected a number, got a number that is not finite"],
    ["a list for an object", [1], { object: {} }, "expected an object, got a list"],
    ["bytes for a text", new Uint8Array(2), "string", "expected a string, got bytes"],
    ["bytes for a map", new Uint8Array(2), { map: "string" }, "expected a map of string, got bytes"],
    [
      "deep in lists and maps",
      { a: [{ k: 1 }] },
      { object: { a: { list: { map: "string" } } } },
      "a[0].k: expected a string, got a number",
    ],
    [
      "in a set",
      { a: [[1]] },
      { object: { a: { set: { list: "string" } } } },
      "a[0]: expected a string, got a number",
    ],
  ])("%s", (_what, input, type, message) => {
    expect(() => readMessagePack(encode(input), type)).toThrow(new ValueError([], message).message);
  });
});

describe("bytes that are no MessagePack are an error, soon", () => {
  const nested = Buffer.concat([Buffer.alloc(1_000_000, 0x91), Buffer.of(0xc0)]);
  test.each<[string, Buffer]>([
    ["nothing", Buffer.alloc(0)],
    ["the reserved byte", bytes("c1")],
    ["a text that ends early", bytes("a5 61")],
    ["a list of four thousand million elements", bytes("dd ff ff ff ff")],
    [
      "lists that each announce a million elements",
      Buffer.concat(Array.from({ length: 50_000 }, () => bytes("dd 00 0f 42 40"))),
    ],
    ["a map of as many", bytes("df ff ff ff ff")],
    ["a text of as many bytes", bytes("db ff ff ff ff")],
    ["two values", bytes("c0 c0")],
    ["a key that is a list", bytes("81 90 c0")],
    ["an attribute's value that ends early", bytes("81 a1 78 92 c0")],
    ["a million lists in each other", nested],
  ])("%s", (_what, input) => {
    const begin = Date.now();
    expect(() => readMessagePack(input, { map: "string" })).toThrow();
    expect(Date.now() - begin).toBeLessThan(2_000);
    expect(Object.prototype).not.toHaveProperty("polluted");
  });
});
