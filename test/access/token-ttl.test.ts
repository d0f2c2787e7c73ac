import { parseTokenTtl } from "../../src/access/token-ttl";

describe("a time to live", () => {
  test.each([
    [3600, 3600],
    [0, 0],
    ["3600s", 3600],
    ["90s", 90],
    ["30m", 1800],
    ["1h", 3600],
    ["1.1h", 3960],
    ["7 days", 604_800],
    ["1000ms", 1],
    ["-1h", -3600],
  ])("of %j is %d seconds", (ttl, seconds) => {
    expect(parseTokenTtl(ttl)).toEqual({ seconds });
  });

  test.each([
    ["3600", "must have a unit"],
    ["-5", "must have a unit"],
    ["1M", 'must not use the unit "M"'],
    ["1 M", 'must not use the unit "M"'],
    ["1mo", "one number and one unit"],
    ["1h30m", "one number and one unit"],
    ["", "one number and one unit"],
    ["1500ms", "whole number of seconds"],
    ["0.4ms", "whole number of seconds"],
    [0.5, "whole number of seconds"],
    [NaN, "whole number of seconds"],
  ])("is not %j: %s", (ttl, problem) => {
    expect(parseTokenTtl(ttl)).toEqual({ problem: expect.stringContaining(problem) as string });
  });
});
