import { keepRuleSpelling, type PairedRule } from "../../src/access/keep-rule-spelling";
import type { PermissionRule } from "../../src/access/permission-rule";
import { rulesFromAnswer } from "../../src/access/rules-from-answer";

function secrets(
  actions: string[],
  conditions: PermissionRule["conditions"],
  inverted = false,
): PermissionRule {
  return { actions, subject: "secrets", conditions, inverted };
}

function pairs(prior: readonly PermissionRule[], server: readonly PermissionRule[]): PairedRule[] {
  return keepRuleSpelling(
    prior,
    rulesFromAnswer(server.map(({ actions, ...rule }) => ({ ...rule, action: actions }))),
  );
}

function kept(prior: readonly PermissionRule[], server: readonly PermissionRule[]): PermissionRule[] {
  return pairs(prior, server).map(({ rule }) => rule);
}

function places(prior: readonly PermissionRule[], server: readonly PermissionRule[]): (number | undefined)[] {
  return pairs(prior, server).map(({ priorIndex }) => priorIndex);
}

const prod = { environment: "prod" };
const respelledProd = { environment: { $in: ["prod"] } };
const dev = { environment: "dev" };
const staging = { environment: "staging" };

describe("rules that drifted are spelled and placed as the prior ones", () => {
  test("an added action stands behind the prior's own spelling", () => {
    expect(
      kept([secrets(["readValue", "describeSecret"], respelledProd)], [secrets(["edit", "read"], prod)]),
    ).toEqual([secrets(["readValue", "describeSecret", "edit"], respelledProd)]);
  });

  test("half of read that is left is spelled as that half", () => {
    expect(kept([secrets(["edit", "read"], prod)], [secrets(["readValue", "edit"], prod)])).toEqual([
      secrets(["edit", "readValue"], prod),
    ]);
  });

  test("a rule spread over several keeps them, the first of which shows what came", () => {
    const prior = [secrets(["read"], prod), secrets(["read"], dev), secrets(["edit"], respelledProd)];
    expect(kept(prior, [secrets(["delete", "edit", "read"], prod), secrets(["read"], dev)])).toEqual([
      secrets(["read", "delete"], prod),
      secrets(["read"], dev),
      secrets(["edit"], respelledProd),
    ]);
  });

  test("a rule that lost its only action shows the one that came", () => {
    const prior = [secrets(["read"], prod), secrets(["edit"], prod), secrets(["read"], dev)];
    expect(kept(prior, [secrets(["read", "delete"], prod), secrets(["read"], dev)])).toEqual([
      secrets(["read"], prod),
      secrets(["delete"], prod),
      secrets(["read"], dev),
    ]);
  });

  test("an action that several rules had goes from all of them", () => {
    const prior = [secrets(["read", "edit"], prod), secrets(["edit", "delete"], respelledProd)];
    expect(kept(prior, [secrets(["read", "delete"], prod)])).toEqual([
      secrets(["read"], prod),
      secrets(["delete"], respelledProd),
    ]);
  });

  test("changed conditions stay at the rule with the same actions", () => {
    const prior = [secrets(["edit"], dev), secrets(["readValue", "describeSecret"], prod)];
    expect(kept(prior, [secrets(["read"], staging), secrets(["edit"], dev)])).toEqual([
      secrets(["edit"], dev),
      secrets(["readValue", "describeSecret"], staging),
    ]);
  });

  describe("among rules with the same actions the nearest has", () => {
    const place = (environment: string, glob: string) =>
      secrets(["read"], { environment, secretPath: { $glob: glob } });

    test("the most fields in common", () => {
      const prior = [place("dev", "/x"), place("prod", "/y")];
      expect(kept(prior, [place("a", "/y"), place("b", "/x")])).toEqual([place("b", "/x"), place("a", "/y")]);
    });

    test("then the longest beginning in common", () => {
      const prior = [place("prod", "/a/one"), place("prod", "/b/one"), secrets(["edit"], prod)];
      expect(kept(prior, [place("prod", "/b/two"), secrets(["edit"], prod)])).toEqual([
        place("prod", "/b/two"),
        secrets(["edit"], prod),
      ]);
      expect(places(prior, [place("prod", "/b/two"), secrets(["edit"], prod)])).toEqual([1, 2]);
    });
  });

  test("among rules with the same conditions the nearest has the same direction", () => {
    const prior = [secrets(["read"], prod), secrets(["edit"], respelledProd, true)];
    const server = [secrets(["edit", "delete"], prod, true), secrets(["read", "create"], prod)];
    expect(places(prior, server)).toEqual([1, 0]);
  });

  test("a rule in which everything changed is new, and the prior one gone", () => {
    const prior = [secrets(["read"], prod), secrets(["edit"], dev)];
    expect(kept(prior, [secrets(["edit"], dev), secrets(["read", "create"], staging)])).toEqual([
      secrets(["edit"], dev),
      secrets(["read", "create"], staging),
    ]);
  });

  test("new rules follow in canonical order, conditions as the server spells them", () => {
    const server = [secrets(["edit"], respelledProd), secrets(["read"], dev), secrets(["read"], staging)];
    expect(kept([secrets(["read"], staging)], server)).toEqual([
      secrets(["read"], staging),
      secrets(["read"], dev),
      secrets(["edit"], respelledProd),
    ]);
  });

  test("the server's order is kept once it has an inverted rule", () => {
    const prior = [secrets(["edit"], respelledProd), secrets(["read"], dev)];
    const server = [secrets(["read"], dev), secrets(["edit"], prod), secrets(["delete"], null, true)];
    expect(kept(prior, server)).toEqual([
      secrets(["read"], dev),
      secrets(["edit"], respelledProd),
      secrets(["delete"], null, true),
    ]);
  });
});

describe("rules on subjects that GET and LIST hide", () => {
  const folders = { ...secrets(["create"], prod), subject: "secret-folders" };

  test("stay in their place while the rest drifts", () => {
    const prior = [secrets(["read"], dev), folders, secrets(["read"], prod)];
    expect(kept(prior, [secrets(["read"], dev), secrets(["read", "edit"], prod)])).toEqual([
      secrets(["read"], dev),
      folders,
      secrets(["read", "edit"], prod),
    ]);
  });

  test("are gone when an answer shows such subjects and lacks them", () => {
    const imports = { ...secrets(["delete"], prod), subject: "secret-imports" };
    expect(kept([folders, secrets(["read"], prod)], [secrets(["read"], prod), imports])).toEqual([
      secrets(["read"], prod),
      imports,
    ]);
  });
});
