import {
  describeInstant,
  describeRules,
  describeTrustedIps,
  describeUniversalAuth,
  describeWindow,
} from "../../src/access/describe";
import { describeAge, describeDuration } from "../../src/access/describe-duration";
import type { PermissionRule } from "../../src/access/permission-rule";
import { universalAuthDefaults } from "../../src/access/universal-auth";

function secrets(
  actions: string[],
  conditions: PermissionRule["conditions"] = null,
  inverted = false,
): PermissionRule {
  return { actions, subject: "secrets", conditions, inverted };
}

describe("rules in words", () => {
  test.each<[PermissionRule[], string]>([
    [[], "nothing"],
    [[secrets(["read"])], "read on secrets"],
    [[secrets(["delete", "read", "edit"], {})], "read, edit and delete on secrets with empty conditions"],
    [
      [
        secrets(["edit"], { environment: "prod", secretPath: { $glob: "/payments/**" } }),
        secrets(["read"], { secretPath: { $glob: "/payments/**" }, environment: { $eq: "prod" } }),
      ],
      "read and edit on secrets in prod under /payments/**",
    ],
    [
      [secrets(["read"], { environment: { $in: ["prod", "dev", "qa"] } })],
      "read on secrets in dev, prod or qa",
    ],
    [
      [secrets(["read"], { secretName: "KEY", environment: { $ne: "prod" }, secretPath: "/app" })],
      'read on secrets where secretName is KEY, environment matches {"$ne":"prod"} and secretPath is /app',
    ],
    [
      [secrets(["describeSecret", "readValue"]), secrets(["read"], { environment: "prod" }, true)],
      "read on secrets; forbids read on secrets in prod",
    ],
    [[secrets(["read"], { environment: "prod under /; read" })], 'read on secrets in "prod under /; read"'],
    [
      [secrets(["read"], { environment: { $in: [] } })],
      'read on secrets where environment matches {"$in":[]}',
    ],
    [[secrets(["read"], { environment: "" })], 'read on secrets in ""'],
    [[secrets(["read"], ["odd"])], 'read on secrets where ["odd"]'],
    [
      [{ ...secrets(["re\u001b[2Kad"], { environment: "pr\u202eod" }), subject: "sec\nrets" }],
      're\\u{1b}[2Kad on "sec\\nrets" in pr\\u{202e}od',
    ],
  ])("%j", (rules, words) => {
    expect(describeRules(rules)).toBe(words);
  });

  test("hold no control, bidirectional or invisible character, whatever the rule holds", () => {
    const hostile =
      "\u0000\u0007\u001b\u007f\u009b\u00a0\u00ad\u200b\u200f\u2028\u202a\u2066\u2800\u3164\ufeff\u{e0041}\ud800";
    const rule = {
      actions: [hostile],
      subject: hostile,
      conditions: { [hostile]: { $eq: [hostile] } },
      inverted: false,
    };
    expect(describeRules([rule])).toMatch(/^[\x20-\x7e\u2800]*$/);
  });
});

describe("a window in words", () => {
  const window = { range: "4h", startTime: "2026-11-23T14:00:00Z" };

  test.each([
    [null, "2026-11-23T15:00:00Z", "permanent"],
    [window, "2026-11-23T15:00:00Z", "until 2026-11-23 18:00 UTC"],
    [window, "2026-11-23T18:00:00Z", "ended 2026-11-23 18:00 UTC, 0 ms ago"],
    [window, "2026-11-23T21:10:00Z", "ended 2026-11-23 18:00 UTC, 3 h ago"],
    [{ range: "90m", startTime: null }, "2026-11-23T15:00:00Z", "for 90 min"],
    [{ range: "1mo", startTime: null }, "2026-11-23T15:00:00Z", 'for the range "1mo"'],
  ])("%j at %s is %s", (value, now, words) => {
    expect(describeWindow(value, new Date(now))).toBe(words);
  });
});

describe("times in words", () => {
  test.each([
    [0, "no time"],
    [1, "1 ms"],
    [1_500, "1500 ms"],
    [90_000, "90 s"],
    [5_400_000, "90 min"],
    [14_400_000, "4 h"],
    [2_592_000_000, "30 d"],
    [31_557_600_000, "8766 h"],
  ])("%d ms are %s", (milliseconds, words) => {
    expect(describeDuration(milliseconds)).toBe(words);
  });

  test.each([
    [29_000, "29 s ago"],
    [61_000, "1 min ago"],
    [10_900_000, "3 h ago"],
    [200_000_000, "2 d ago"],
  ])("%d ms are %s", (milliseconds, words) => {
    expect(describeAge(milliseconds)).toBe(words);
  });

  test("an instant is cut to its minute", () => {
    expect(describeInstant(new Date("2026-11-23T18:00:59.999Z"))).toBe("2026-11-23 18:00 UTC");
    expect(describeInstant(new Date("+102031-01-20T18:00:00.000Z"))).toBe("+102031-01-20 18:00 UTC");
  });
});

describe("a universal auth in words", () => {
  test("by default", () => {
    expect(describeUniversalAuth(universalAuthDefaults())).toBe(
      "tokens for 30 d (at most 30 d), any number of uses, from any address; client secrets from any address",
    );
  });

  test("with everything else", () => {
    const config = {
      ...universalAuthDefaults(),
      accessTokenTtl: 5_400,
      accessTokenMaxTtl: 0,
      accessTokenNumUsesLimit: 1,
      accessTokenTrustedIps: ["10.0.0.0/8", "2001:db8::1"],
      lockoutEnabled: false,
    };
    expect(describeUniversalAuth(config)).toBe(
      "tokens for 90 min (without a maximum), 1 use, from 10.0.0.0/8 and 2001:db8::1; client secrets from any address; no lockout after failed logins",
    );
  });

  test("any address is so in every spelling and order", () => {
    expect(describeTrustedIps(["0:0::0/0", "1.2.3.4/0"])).toBe("any address");
    expect(describeTrustedIps(["0.0.0.0/0"])).toBe("0.0.0.0/0");
  });
});
