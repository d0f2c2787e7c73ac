import fc from "fast-check";
import { formatInstant, parseInstant, sameInstant } from "../../src/access/instant";

describe("an instant", () => {
  test.each([
    ["2026-11-23T18:00:00Z", "2026-11-23T18:00:00.000Z"],
    ["2026-11-23T18:00:00.5Z", "2026-11-23T18:00:00.500Z"],
    ["2026-11-23T18:00:00.123456789Z", "2026-11-23T18:00:00.123Z"],
    ["2026-11-23T18:00:00.9999Z", "2026-11-23T18:00:00.999Z"],
    ["1969-12-31T23:59:59.9999Z", "1969-12-31T23:59:59.999Z"],
    ["2026-11-23T19:00:00+01:00", "2026-11-23T18:00:00.000Z"],
    ["2026-11-23T12:30:00-05:30", "2026-11-23T18:00:00.000Z"],
    ["2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00.000Z"],
    ["2026-11-23T18:00:00+00:00", "2026-11-23T18:00:00.000Z"],
    ["2026-11-23t18:00:00z", "2026-11-23T18:00:00.000Z"],
    ["2028-02-29T00:00:00Z", "2028-02-29T00:00:00.000Z"],
    ["+102031-01-20T18:00:00.000Z", "+102031-01-20T18:00:00.000Z"],
  ])("%s is %s", (text, canonical) => {
    expect(formatInstant(parseInstant(text) as Date)).toBe(canonical);
  });

  test.each([
    "2026-02-30T00:00:00Z",
    "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-11-23T24:00:00Z",
    "2026-11-23T18:60:00Z",
    "2026-11-23T18:00:60Z",
    "2026-11-23T18:00:00+24:00",
    "2026-11-23T18:00:00+01:60",
    "2026-11-23T18:00:00+0100",
    "2026-11-23T18:00:00",
    "2026-11-23T18:00Z",
    "2026-11-23",
    "2026-11-23 18:00:00Z",
    " 2026-11-23T18:00:00Z",
    "2026-11-23T18:00:00.Z",
    "1795543200000",
    "tomorrow",
    "",
  ])("%j is none", (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  test("is the same after printing and reading", () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        expect(parseInstant(formatInstant(date))).toEqual(date);
      }),
    );
  });

  test("is the same at every offset", () => {
    const offsets = fc.record({
      sign: fc.constantFrom(1, -1),
      hours: fc.integer({ min: 0, max: 23 }),
      minutes: fc.integer({ min: 0, max: 59 }),
    });
    const dates = fc.date({ min: new Date("1000-01-02"), max: new Date("9999-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(dates, offsets, (date, { sign, hours, minutes }) => {
        const local = new Date(date.getTime() + sign * (hours * 60 + minutes) * 60_000)
          .toISOString()
          .slice(0, -1);
        const pad = (number: number) => String(number).padStart(2, "0");
        const text = `${local}${sign === 1 ? "+" : "-"}${pad(hours)}:${pad(minutes)}`;
        expect(sameInstant(text, formatInstant(date))).toBe(true);
      }),
    );
  });

  test("that is none is the same as itself only", () => {
    expect(sameInstant("soon", "soon")).toBe(true);
    expect(sameInstant("soon", "2026-11-23T18:00:00Z")).toBe(false);
  });
});
