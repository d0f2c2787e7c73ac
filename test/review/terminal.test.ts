import { stripVTControlCharacters } from "node:util";
import { formatTerminal } from "../../src/review/format/terminal";
import { columns } from "../../src/review/format/wrap";
import { reviewPlans } from "../../src/review/review-plans";
import { planOf, privilege } from "./fixtures/plan-json";

const review = reviewPlans([
  planOf([
    { name: "a", after: privilege(["edit"], { environment: "prod", secretPath: { $glob: "/payments/**" } }) },
  ]),
]);

describe("a review in a terminal", () => {
  const longestLine = (width: number | undefined) =>
    Math.max(...formatTerminal(review, [], { color: false, width }).split("\n").map(columns));
  test.each([
    ["that tells no width", undefined, 60, 100],
    ["of no columns, as one behind a program says", 0, 60, 100],
    ["that is wider than a report", 300, 60, 100],
    ["that is narrow", 60, 40, 60],
    ["that is too narrow", 5, 20, 40],
  ])("%s has lines that are read", (_title, width, least, most) => {
    const longest = longestLine(width);
    expect(longest).toBeGreaterThanOrEqual(least);
    expect(longest).toBeLessThanOrEqual(most);
  });

  test("marks with colours what it marks with signs, too", () => {
    const plain = formatTerminal(review, [], { color: false });
    const coloured = formatTerminal(review, [], { color: true });
    expect(coloured).toContain("\u001b[31m+\u001b[39m gains");
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  });
});
