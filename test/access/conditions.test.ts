import fc from "fast-check";
import {
  normalConditions,
  parseConditions,
  printConditions,
  readConditions,
  sameConditions,
} from "../../src/access/conditions";
import { canonicalJson, type JsonObject, type JsonValue } from "../../src/access/json";
import { conditions } from "./arbitraries";

const jsonObjects = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<JsonObject>;

describe("conditions", () => {
  test("are equal after printing and parsing", () => {
    fc.assert(
      fc.property(jsonObjects, (value) => {
        const parsed = parseConditions(printConditions(value));
        expect("value" in parsed && canonicalJson(parsed.value)).toBe(canonicalJson(value));
      }),
    );
  });

  test("are printed the same whatever the order of keys", () => {
    expect(printConditions({ secretPath: { $glob: "/**" }, environment: "prod" })).toBe(
      '{"environment":"prod","secretPath":{"$glob":"/**"}}',
    );
  });

  test("are their own normal form once normalised", () => {
    fc.assert(
      fc.property(fc.oneof(conditions, fc.jsonValue() as fc.Arbitrary<JsonValue>), (value) => {
        const normal = normalConditions(value);
        expect(normalConditions(normal)).toEqual(normal);
        expect(sameConditions(normal, value)).toBe(true);
      }),
    );
  });

  test.each([
    ["", "it is not JSON"],
    ["{", "it is not JSON"],
    ["prod", "it is not JSON"],
    ["null", "it holds null"],
    ["[]", "it holds an array"],
    ['"prod"', "it holds a string"],
    ["7", "it holds a number"],
    ["true", "it holds a boolean"],
    ['{"environment":"x","environment":"*"}', 'it holds "environment" twice'],
    ['{"a":{"$glob":"/a","$eq":"b","\\u0024glob":"/**"}}', 'it holds "$glob" twice'],
    ['{"a":[{"b":1},{"b":1,"b":2}]}', 'it holds "b" twice'],
  ])("are not %s: %s", (text, problem) => {
    expect(parseConditions(text)).toEqual({ problem: expect.stringContaining(problem) as string });
  });

  test.each([
    '{"a":{"b":1},"c":{"b":1},"b":1}',
    '{"a":"{\\"a\\":1,\\"a\\":2}"}',
    '{"a":["a","a"],"b":"a"}',
    ' { "a" : "x\\\\" , "b" : 1 } ',
    '{"__proto__":{"$eq":"x"}}',
  ])("hold no key twice in %s", (text) => {
    expect(parseConditions(text)).toEqual({ value: JSON.parse(text) as unknown });
  });

  test("of a state are read whatever they are", () => {
    expect(readConditions(null)).toBeNull();
    expect(readConditions('["odd"]')).toEqual(["odd"]);
    expect(readConditions("not JSON")).toBe("not JSON");
  });

  test("with a key named __proto__ are compared like others", () => {
    const [one, other] = ['{"__proto__":{"$eq":"x"}}', '{"__proto__":{"$eq":"y"}}'].map(readConditions);
    expect(sameConditions(one ?? null, other ?? null)).toBe(false);
    expect(sameConditions(one ?? null, {})).toBe(false);
  });
});
