import fc from "fast-check";
import { rangeInMilliseconds, sameRange, unambiguousRange } from "../../src/access/access-range";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What a server of July 2024 made of ranges that started at 2030-01-01T00:00:00Z (recording p08, lines 1 to 44). */
const taken: [string, number][] = [
  ["1h", HOUR],
  ["60m", HOUR],
  ["90s", 90_000],
  ["1d", DAY],
  ["2w", 14 * DAY],
  ["1y", 365.25 * DAY],
  ["1 hour", HOUR],
  ["1H", HOUR],
  ["1 h", HOUR],
  ["1.5h", 1.5 * HOUR],
  [".5h", 0.5 * HOUR],
  ["60", 60],
  ["1", 1],
  ["1ms", 1],
  ["1M", 60_000],
  ["2 weeks", 14 * DAY],
  ["1 year", 365.25 * DAY],
  ["3 days", 3 * DAY],
  ["10 mins", 600_000],
  ["24h", DAY],
  ["99999y", Date.parse("+102031-01-20T18:00:00.000Z") - Date.parse("2030-01-01T00:00:00.000Z")],
  ["0.4ms", 0],
];
const refused = [
  "0s",
  "-1h",
  "abc",
  "",
  " ",
  " 1h ",
  "0",
  "1mo",
  "1 month",
  "1mon",
  "1e3",
  "1h30m",
  "1h 30m",
  "1d ",
  "300000y",
  `1${"0".repeat(60)}s`,
  "P1D",
  "Infinity",
  `${"0".repeat(99)}1h`,
];

describe("a range", () => {
  test.each(taken)("%s is as long as the server makes it", (range, milliseconds) => {
    expect(rangeInMilliseconds(range)).toBe(milliseconds);
  });

  test.each(refused)("%j is refused, as the server does", (range) => {
    expect(rangeInMilliseconds(range)).toBeUndefined();
  });

  test("of two spellings is the same when it is equally long", () => {
    expect(sameRange("4.35h", "261m")).toBe(true);
    expect(sameRange("1h", "3600001")).toBe(false);
  });

  test("that is refused is the same as itself only", () => {
    expect(sameRange("1mo", "1mo")).toBe(true);
    expect(sameRange("1mo", "1 month")).toBe(false);
  });

  test.each([
    ["90000", "90000ms"],
    ["1500 ", "1500ms"],
    ["1M", "1m"],
    ["2 M", "2 m"],
    ["4h", "4h"],
    ["1 Mins", "1 Mins"],
  ])("%j reads clearly as %j", (range, clear) => {
    expect(unambiguousRange(range)).toBe(clear);
  });

  test("means the same when it is made clear", () => {
    const units = fc.constantFrom("", "ms", "s", "M", "m", " M", "H", " days", "w", "Y");
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), units, (number, unit) => {
        const range = `${number}${unit}`;
        expect(sameRange(unambiguousRange(range), range)).toBe(true);
        expect(unambiguousRange(unambiguousRange(range))).toBe(unambiguousRange(range));
      }),
    );
  });
});
