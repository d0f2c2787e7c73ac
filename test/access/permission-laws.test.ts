import fc from "fast-check";
import {
  canonicalRules,
  isOrdered,
  type PermissionRule,
  samePermissions,
} from "../../src/access/permission-rule";
import { rulesFromAnswer } from "../../src/access/rules-from-answer";
import { unwritable, writableRules } from "../../src/access/writable-rules";
import { allowingRules, respelledRules, rules, writableRules as arbitraryWritableRules } from "./arbitraries";
import { backFilled } from "./back-filled";
import { sameGrants } from "./grants";

/** As a server answers: subject and action as texts, as arrays, or mixed. */
function answered(list: readonly PermissionRule[]): object[] {
  return list.map(({ subject, actions, conditions, inverted }, index) => ({
    subject: index % 2 === 0 ? [subject] : subject,
    action: actions.length === 1 && index % 3 === 0 ? actions[0] : actions,
    ...(conditions === null ? {} : { conditions }),
    inverted,
  }));
}

describe("the normal form of permissions", () => {
  test("is its own normal form, rules without actions among them", () => {
    const withEmptyRules = fc.tuple(rules, fc.array(fc.tuple(fc.nat(), fc.boolean()))).map(([list, empty]) =>
      empty.reduce((longer, [position, inverted]) => {
        const rule = { actions: [], subject: "secrets", conditions: null, inverted };
        return [
          ...longer.slice(0, position % (longer.length + 1)),
          rule,
          ...longer.slice(position % (longer.length + 1)),
        ];
      }, list),
    );
    fc.assert(
      fc.property(withEmptyRules, (list) => {
        const canonical = canonicalRules(list);
        expect(canonicalRules(canonical)).toEqual(canonical);
        expect(samePermissions(canonical, list)).toBe(true);
      }),
    );
  });

  test("is the same for every respelling", () => {
    const respellings = rules.chain((list) => fc.tuple(fc.constant(list), respelledRules(list)));
    fc.assert(
      fc.property(respellings, ([list, respelled]) => {
        expect(canonicalRules(respelled)).toEqual(canonicalRules(list));
      }),
    );
  });

  test("never grants twice, nor in two rules what one can say", () => {
    fc.assert(
      fc.property(allowingRules, (list) => {
        const keys = canonicalRules(list).map(({ subject, conditions }) =>
          JSON.stringify([subject, conditions]),
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

describe("comparison of permissions", () => {
  const three = fc.oneof(
    fc.tuple(rules, rules, rules),
    rules.chain((list) => fc.tuple(respelledRules(list), respelledRules(list), respelledRules(list))),
  );

  test("is an equivalence", () => {
    fc.assert(
      fc.property(three, ([a, b, c]) => {
        expect(samePermissions(a, a)).toBe(true);
        expect(samePermissions(a, b)).toBe(samePermissions(b, a));
        if (samePermissions(a, b) && samePermissions(b, c)) expect(samePermissions(a, c)).toBe(true);
      }),
    );
  });

  test("agrees with the sets of (subject, action, conditions) while no rule is inverted", () => {
    const pairs = fc.oneof(
      fc.tuple(allowingRules, allowingRules),
      allowingRules.chain((list) => fc.tuple(fc.constant(list), respelledRules(list))),
      allowingRules.chain((list) => fc.tuple(fc.constant(list), fc.subarray(list))),
    );
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(samePermissions(a, b)).toBe(sameGrants(a, b));
      }),
    );
  });
});

describe("an answer of the server", () => {
  const order = fc.constantFrom("rule by rule" as const, "kind by kind" as const);

  test("means what the rules in it mean", () => {
    fc.assert(
      fc.property(rules, (list) => {
        expect(samePermissions(rulesFromAnswer(answered(list)), list)).toBe(true);
      }),
    );
  });

  test("is wholly rid of the back-fill of whatever API v1 can write", () => {
    fc.assert(
      fc.property(arbitraryWritableRules, order, (list, by) => {
        expect(canonicalRules(rulesFromAnswer(answered(backFilled(list, by))))).toEqual(canonicalRules(list));
      }),
    );
  });

  test("is wholly rid of back-fill when GET and LIST hide the subjects that they hide", () => {
    const isShown = ({ subject }: PermissionRule) =>
      !["dynamic-secrets", "secret-imports", "secret-folders"].includes(subject);
    fc.assert(
      fc.property(arbitraryWritableRules, order, (list, by) => {
        const shown = answered(backFilled(list, by).filter(isShown));
        expect(canonicalRules(rulesFromAnswer(shown))).toEqual(canonicalRules(list.filter(isShown)));
      }),
    );
  });

  test("never loses a rule that somebody added to back-fill", () => {
    fc.assert(
      fc.property(arbitraryWritableRules, order, rules, fc.nat(), (written, by, added, position) => {
        const stored = backFilled(written, by);
        stored.splice(position % (stored.length + 1), 0, ...added);
        fc.pre(!isOrdered(stored));
        const shown = [...rulesFromAnswer(answered(stored)), ...written];
        expect(sameGrants(shown, [...written, ...added])).toBe(true);
      }),
    );
  });

  test("never throws, and shows that something is there, whatever comes", () => {
    fc.assert(
      fc.property(fc.anything(), (permissions) => {
        const list = rulesFromAnswer(permissions);
        if (permissions == null || Array.isArray(permissions)) return;
        if (typeof permissions === "object" && !("action" in permissions)) return;
        expect(list.length).toBeLessThanOrEqual(1);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (permissions) => Array.isArray(rulesFromAnswer(permissions))),
    );
  });
});

describe("what API v1 is sent", () => {
  test("means what is declared, and is writable exactly when the declared rules are", () => {
    fc.assert(
      fc.property(rules, (list) => {
        const sent = writableRules(list);
        expect(samePermissions(sent, list)).toBe(true);
        expect(unwritable(sent).length === 0).toBe(unwritable(list).length === 0);
      }),
    );
  });

  test("is writable when the rules come from API v1", () => {
    const respellings = arbitraryWritableRules.chain(respelledRules);
    fc.assert(fc.property(respellings, (list) => expect(unwritable(list)).toEqual([])));
  });
});
