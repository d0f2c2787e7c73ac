import { windowEnd, windowState } from "../../src/access/access-window";

const window = { range: "4h", startTime: "2026-11-23T18:00:00Z" };

describe("a window", () => {
  test("ends its range after its start", () => {
    expect(windowEnd(window)?.toISOString()).toBe("2026-11-23T22:00:00.000Z");
  });

  test("ends beyond the year 9999 where the server says so (p08:35)", () => {
    const end = windowEnd({ range: "99999y", startTime: "2030-01-01T00:00:00.000Z" });
    expect(end?.toISOString()).toBe("+102031-01-20T18:00:00.000Z");
  });

  test.each([
    { range: "4h", startTime: null },
    { range: "1mo", startTime: "2026-11-23T18:00:00Z" },
    { range: "4h", startTime: "2026-02-30T18:00:00Z" },
    { range: "270000y", startTime: "9999-01-01T00:00:00Z" },
  ])("has no known end: $range from $startTime", (unknown) => {
    expect(windowEnd(unknown)).toBeUndefined();
    expect(windowState(unknown, new Date("2026-11-23T19:00:00Z"))).not.toBe("ended");
  });

  test.each([
    ["2026-11-23T17:59:59.999Z", "future"],
    ["2026-11-23T18:00:00.000Z", "open"],
    ["2026-11-23T21:59:59.999Z", "open"],
    ["2026-11-23T22:00:00.000Z", "ended"],
  ])("is at %s %s", (now, state) => {
    expect(windowState(window, new Date(now))).toBe(state);
  });
});
