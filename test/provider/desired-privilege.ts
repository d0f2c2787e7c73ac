import fc from "fast-check";
import { type Conditions, printConditions } from "../../src/access/conditions";
import type { PermissionRule } from "../../src/access/permission-rule";
import type { ObjectValue, Value } from "../../src/terraform-plugin/value";
import { respelledRules } from "../access/arbitraries";

/** What a configuration declares of a privilege. */
export interface DesiredPrivilege {
  readonly rules: readonly PermissionRule[];
  readonly window: {
    readonly length: Length;
    readonly start: string | null;
    readonly triggers: Readonly<Record<string, string>> | null;
  } | null;
}

/** Lengths of windows, each in several spellings. */
const lengths = {
  instant: ["1ms", "0.001s"],
  hour: ["1h", "60m", "1 hour", "3600s", "1.0h"],
  century: ["100y", "36525d", "36525 days"],
} as const;
type Length = keyof typeof lengths;

/** Instants, each in several spellings. */
const starts: Readonly<Record<string, readonly string[]>> = {
  "2020-01-01T00:00:00Z": [
    "2020-01-01T00:00:00.000Z",
    "2020-01-01T01:00:00+01:00",
    "2020-01-01t00:00:00.0004z",
  ],
  "2098-01-01T00:00:00.250Z": ["2098-01-01T00:00:00.25Z", "2097-12-31T19:00:00.250-05:00"],
};

const rule: fc.Arbitrary<PermissionRule> = fc.record({
  actions: fc.uniqueArray(fc.constantFrom("read", "create", "edit", "delete"), { minLength: 1 }),
  subject: fc.constantFrom("secrets", "secrets", "role", "member"),
  conditions: fc.oneof(
    fc.constant<Conditions>(null),
    fc.record<{ environment: Conditions; secretPath: Conditions }, "environment">(
      {
        environment: fc.constantFrom("prod", "dev"),
        secretPath: fc.record({ $glob: fc.constantFrom("/**", "/app/**") }),
      },
      { requiredKeys: [] as never },
    ),
  ),
  inverted: fc.constant(false),
});

export const desiredPrivilege: fc.Arbitrary<DesiredPrivilege> = fc.record({
  rules: fc.array(rule, { minLength: 1, maxLength: 4 }),
  window: fc.option(
    fc.oneof(
      fc.record({
        length: fc.constantFrom<Length>("instant", "hour", "century"),
        start: fc.constantFrom(null, ...Object.keys(starts)),
        triggers: fc.constant(null),
      }),
      fc.record({
        length: fc.constantFrom<Length>("instant", "hour", "century"),
        start: fc.constant(null),
        triggers: fc.dictionary(fc.constantFrom("a", "b"), fc.constantFrom("1", "2")),
      }),
    ),
  ),
});

/** The attributes that declare it, in the spelling that it comes in. */
export function configurationOf({ rules, window }: DesiredPrivilege): ObjectValue {
  return {
    permissions: permissionsOf(rules),
    temporary: window && {
      range: lengths[window.length][0],
      start_time: window.start,
      renew_triggers: window.triggers,
    },
  };
}

/** The attributes that declare it, in any spelling. */
export function respelledConfigurationOf({ rules, window }: DesiredPrivilege): fc.Arbitrary<ObjectValue> {
  const temporary: fc.Arbitrary<Value> =
    window === null
      ? fc.constant(null)
      : fc.record({
          range: fc.constantFrom(...lengths[window.length]),
          start_time:
            window.start === null ? fc.constant(null) : fc.constantFrom(...(starts[window.start] ?? [])),
          renew_triggers: fc.constant(window.triggers),
        });
  return fc.record({ permissions: respelledRules(rules).map(permissionsOf), temporary });
}

function permissionsOf(rules: readonly PermissionRule[]): Value[] {
  return rules.map(({ actions, subject, conditions, inverted }) => ({
    actions: [...actions],
    subject,
    conditions: conditions && printConditions(conditions),
    inverted: inverted || null,
  }));
}
