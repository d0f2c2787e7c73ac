import { isMet, row } from "../../../scripts/bench/row";

test.each([
  ["the median counts where time is measured", row("", "×", [1.4, 1.5, 9], { atMost: 1.5 }), true],
  ["a median above the goal misses it", row("", "×", [1.4, 1.6, 9], { atMost: 1.5 }), false],
  ["a limit itself is not below it", row("", "MiB", [200], { below: 200 }), false],
  ["a count is right in every run", row("", "requests", [21, 21, 21], { exactly: 21 }), true],
  ["a count that is wrong once is wrong", row("", "requests", [21, 21, 22], { exactly: 21 }), false],
  ["without a goal there is nothing to meet", row("", "s", [1, 2]), undefined],
])("%s", (_, figure, met) => {
  expect(isMet(figure)).toBe(met);
});

test("the median of an even number of runs lies between the middle two", () => {
  expect(row("", "s", [4, 1, 3, 2])).toMatchObject({ median: 2.5, minimum: 1, maximum: 4, runs: 4 });
});
