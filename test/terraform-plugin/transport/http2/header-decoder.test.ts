import { HeaderDecoder } from "../../../../src/terraform-plugin/transport/http2/header-decoder";

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(" ", ""), "hex");

/** The three requests of RFC 7541, appendix C.3 and C.4. */
const requests = [
  { ":method": "GET", ":scheme": "http", ":path": "/", ":authority": "www.example.com" },
  {
    ":method": "GET",
    ":scheme": "http",
    ":path": "/",
    ":authority": "www.example.com",
    "cache-control": "no-cache",
  },
  {
    ":method": "GET",
    ":scheme": "https",
    ":path": "/index.html",
    ":authority": "www.example.com",
    "custom-key": "custom-value",
  },
];

test.each([
  [
    "as they are",
    [
      "8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d",
      "8286 84be 5808 6e6f 2d63 6163 6865",
      "8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65",
    ],
  ],
  [
    "compressed",
    [
      "8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff",
      "8286 84be 5886 a8eb 1064 9cbf",
      "8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf",
    ],
  ],
])("the requests of the standard are read, their texts %s", (_how, blocks) => {
  const decoder = new HeaderDecoder();
  expect(blocks.map((block) => Object.fromEntries(decoder.decode(bytes(block))))).toEqual(requests);
});

test("a field is forgotten when the table is made too small for it", () => {
  const decoder = new HeaderDecoder();
  decoder.decode(bytes("4001 61 0131"));
  decoder.decode(bytes("4001 62 0132"));
  expect(decoder.decode(bytes("be bf"))).toEqual([
    ["b", "2"],
    ["a", "1"],
  ]);
  // Each takes 34 bytes: two characters, and the 32 that each field counts.
  expect(decoder.decode(bytes("3f25 be bf"))).toHaveLength(2);
  expect(decoder.decode(bytes("3f24 be"))).toEqual([["b", "2"]]);
  expect(() => decoder.decode(bytes("bf"))).toThrow("no header field has the number 63");
  // So do those that came after others were forgotten.
  decoder.decode(bytes("3fe11f 4001 63 0133"));
  expect(decoder.decode(bytes("3f24 be"))).toEqual([["c", "3"]]);
  expect(() => decoder.decode(bytes("bf"))).toThrow("no header field has the number 63");
});

test("a field that the table has no room for empties it", () => {
  const decoder = new HeaderDecoder();
  decoder.decode(bytes("4001 61 0131"));
  decoder.decode(bytes(`4001 62 7f811f ${"32".repeat(4_096)}`));
  expect(() => decoder.decode(bytes("be"))).toThrow("no header field has the number 62");
});

test("a field that no table may ever hold is read like any other", () => {
  const decoder = new HeaderDecoder();
  expect(decoder.decode(bytes("1001 61 0131"))).toEqual([["a", "1"]]);
  expect(() => decoder.decode(bytes("be"))).toThrow("no header field has the number 62");
});

test.each([
  ["a field of number 0", "80", "no header field has the number 0"],
  ["a field that never was", "be", "no header field has the number 62"],
  ["a number that ends too early", "ff", "ends too early"],
  ["a number without end", "ff ffff ffff ff01", "is too large"],
  ["a text that ends too early", "4003 6162", "ends too early"],
  ["a text of which nothing is there", "4001 61", "ends too early"],
  ["a larger table than was allowed", "3fe2 1f", "set to 4097 bytes, more than 4096"],
  ["a table resized after a field", "8220", "within a block"],
  ["a compressed text with a whole byte of filling", "0082 1fff 00", "in the middle of a character"],
  ["a compressed text filled with zeros", "0081 18 00", "in the middle of a character"],
  ["a compressed text that holds its own end", "0084 ffff ffff 00", "the sign of its end"],
])("%s is refused", (_what, block, message) => {
  expect(() => new HeaderDecoder().decode(bytes(block))).toThrow(message);
});
