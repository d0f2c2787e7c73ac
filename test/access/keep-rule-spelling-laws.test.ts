import fc from "fast-check";
import { sameConditions } from "../../src/access/conditions";
import { privilegeDrift, type Privilege } from "../../src/access/drift";
import { keepRuleSpelling } from "../../src/access/keep-rule-spelling";
import {
  canonicalRules,
  isOrdered,
  type PermissionRule,
  samePermissions,
} from "../../src/access/permission-rule";
import { rulesFromAnswer } from "../../src/access/rules-from-answer";
import { allowingRules, respelledRules, rules } from "./arbitraries";

function answerOf(list: readonly PermissionRule[]): PermissionRule[] {
  return rulesFromAnswer(list.map(({ actions, ...rule }) => ({ ...rule, action: actions })));
}

/** A prior and a server that have something to do with each other: respelled, cut, enlarged, or not at all. */
const priorAndServer = rules.chain((prior) =>
  fc.tuple(
    fc.constant(prior),
    fc.oneof(
      rules,
      respelledRules(prior),
      fc.subarray(prior),
      fc.tuple(respelledRules(prior), rules).map(([kept, added]) => [...kept, ...added]),
      fc.tuple(fc.subarray(prior), rules).map(([kept, added]) => [...added, ...kept]),
    ),
  ),
);

describe("a server's rules in the spelling of prior ones", () => {
  test("always mean what the server has", () => {
    fc.assert(
      fc.property(priorAndServer, ([prior, server]) => {
        const kept = keepRuleSpelling(prior, answerOf(server)).map(({ rule }) => rule);
        expect(samePermissions(kept, server)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test("are exactly the prior ones when these mean the same", () => {
    const respelled = rules.chain((prior) => fc.tuple(fc.constant(prior), respelledRules(prior)));
    fc.assert(
      fc.property(respelled, ([prior, server]) => {
        expect(keepRuleSpelling(prior, answerOf(server)).map(({ rule }) => rule)).toEqual(prior);
      }),
    );
  });

  test("say truly which parts are spelled as in the prior rule", () => {
    fc.assert(
      fc.property(priorAndServer, ([prior, server]) => {
        for (const { rule, priorIndex, same } of keepRuleSpelling(prior, answerOf(server))) {
          const before = priorIndex === undefined ? undefined : prior[priorIndex];
          expect(before?.subject ?? rule.subject).toBe(rule.subject);
          if (same.actions) expect(rule.actions).toEqual(before?.actions);
          if (same.conditions) expect(rule.conditions).toEqual(before?.conditions);
          if (same.inverted) expect(rule.inverted).toBe(before?.inverted);
        }
      }),
    );
  });

  test("stand in the prior's places, and what is new behind them, while the server has no inverted rule", () => {
    const unordered = priorAndServer.filter(([, server]) => !isOrdered(server));
    fc.assert(
      fc.property(unordered, ([prior, server]) => {
        const places = keepRuleSpelling(prior, answerOf(server)).map(
          ({ priorIndex }) => priorIndex ?? prior.length,
        );
        expect(places).toEqual([...places].sort((a, b) => a - b));
        const kept = places.filter((place) => place < prior.length);
        expect(new Set(kept).size).toBe(kept.length);
      }),
    );
  });

  test("differ in the actions of one rule only when the server has one action more", () => {
    fc.assert(
      fc.property(allowingRules, fc.nat(), (prior, choice) => {
        fc.pre(prior.length > 0);
        const widened = prior[choice % prior.length] as PermissionRule;
        const server = [...prior, { ...widened, actions: ["lease-more"] }];
        const differing = keepRuleSpelling(prior, answerOf(server)).filter(
          ({ same }) => !same.actions || !same.conditions || !same.inverted,
        );
        expect(differing).toHaveLength(1);
        expect(differing[0]?.same).toEqual({ actions: false, conditions: true, inverted: true });
        expect(differing[0]?.rule.actions).toContain("lease-more");
      }),
    );
  });

  test("differ only in rules that had an action, when the server has it no more", () => {
    const cut = allowingRules
      .filter((prior) => prior.length > 0)
      .chain((prior) => fc.tuple(fc.constant(prior), fc.constantFrom(...canonicalRules(prior))))
      .chain(([prior, rule]) =>
        fc.tuple(fc.constant(prior), fc.constant(rule), fc.constantFrom(...rule.actions)),
      );
    fc.assert(
      fc.property(cut, ([prior, narrowed, action]) => {
        const isNarrowed = ({ subject, conditions }: PermissionRule) =>
          subject === narrowed.subject && sameConditions(conditions, narrowed.conditions);
        const server = canonicalRules(prior).map((rule) =>
          isNarrowed(rule) ? { ...rule, actions: rule.actions.filter((other) => other !== action) } : rule,
        );
        for (const { rule, same } of keepRuleSpelling(prior, answerOf(server))) {
          expect(same).toMatchObject({
            conditions: true,
            inverted: true,
            ...(isNarrowed(rule) ? {} : { actions: true }),
          });
        }
      }),
    );
  });
});

describe("drift of permissions", () => {
  test("is found exactly when the meaning differs", () => {
    const privilege: Privilege = { identityId: "", projectSlug: "", slug: "", rules: [], window: null };
    fc.assert(
      fc.property(priorAndServer, ([declared, server]) => {
        const drift = privilegeDrift(
          { ...privilege, rules: declared },
          { ...privilege, rules: answerOf(server) },
        );
        expect(drift.length === 0).toBe(samePermissions(declared, server));
      }),
      { numRuns: 400 },
    );
  });
});
