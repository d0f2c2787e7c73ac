import fc from "fast-check";
import { editDistance } from "../../src/access/edit-distance";
import { misspelled } from "../../src/access/misspelled";

describe("a misspelled word", () => {
  test.each([
    ["reed", "read"],
    ["raed", "read"],
    ["READ", "read"],
    ["enviroment", "environment"],
    ["env", undefined],
    ["secret_path", "secretPath"],
    ["glob", "$glob"],
    ["nin", undefined],
    ["read", undefined],
    ["lead-time", undefined],
  ])("%s is meant as %s", (word, meant) => {
    expect(misspelled(word, ["read", "environment", "secretPath", "$glob", "$in"])).toBe(meant);
  });
});

describe("the distance of two words", () => {
  const words = fc.string({ maxLength: 8, unit: fc.constantFrom("a", "b", "c") });

  test("is 0 for the same word only, the same both ways, and at most the longer length", () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });

  test.each([
    ["kitten", "sitting", 3],
    ["ab", "ba", 1],
    ["", "abc", 3],
  ])("from %s to %s is %d", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });
});
