import { encode } from "@msgpack/msgpack";
import { type AttributeType, DecimalNumber, UNKNOWN, type Value } from "../../../src/terraform-plugin";
import { decodeMessagePack, encodeMessagePack } from "../../../src/terraform-plugin/codec/message-pack";
import { ValueError } from "../../../src/terraform-plugin/codec/value-error";

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
  expect(decodeMessagePack(bytes(hex), type)).toEqual(expected);
});

test("an unknown is written as the plain one, and a fraction as text", () => {
  expect(encodeMessagePack([UNKNOWN, 0.1, 3, 2n ** 64n], { list: "number" })).toEqual(
    bytes(`94 d4 00 00 a3 30 2e 31 03 b4 ${Buffer.from("18446744073709551616").toString("hex")}`),
  );
});

test("half a surrogate pair is written as the replacement character, and text in composed form", () => {
  expect(encodeMessagePack(["a\ud800", "e\u0301"], { list: "string" })).toEqual(
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
    expect(() => decodeMessagePack(encode(input), type)).toThrow(new ValueError([], message).message);
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
    ["the key __proto__", Buffer.from(encode(JSON.parse('{"__proto__":{"polluted":"yes"}}')))],
    ["a million lists in each other", nested],
  ])("%s", (_what, input) => {
    const begin = Date.now();
    expect(() => decodeMessagePack(input, { map: "string" })).toThrow();
    expect(Date.now() - begin).toBeLessThan(2_000);
    expect(Object.prototype).not.toHaveProperty("polluted");
  });
});
