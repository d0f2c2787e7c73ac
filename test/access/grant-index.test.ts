import { scopeOf } from "../../src/access/access-scope";
import type { Conditions } from "../../src/access/conditions";
import type { Grant } from "../../src/access/effective-access";
import { GrantIndex } from "../../src/access/grant-index";
import { ScopeQuestions } from "../../src/access/scope-questions";
import { globs } from "./access-moments";

function grant(conditions: Conditions): Grant {
  return {
    subject: "secrets",
    action: "edit",
    scope: scopeOf(conditions),
    except: [],
    end: { kind: "never" },
    certain: true,
    source: "",
  };
}

const environments: readonly Conditions[] = ["prod", { $in: ["dev", "prod"] }, { $ne: "prod" }];
const grants = [
  ...globs.flatMap(($glob) => [
    grant({ secretPath: { $glob } }),
    ...environments.map((environment) => grant({ environment, secretPath: { $glob } })),
  ]),
  grant(null),
  grant({ secretPath: { $in: ["/a/b", "/b"] } }),
  grant({ secretPath: { $in: [] } }),
  grant({ secretPath: "/a/b" }),
];

test("the index finds every grant that has something in common with another", () => {
  const questions = new ScopeQuestions();
  const index = new GrantIndex(grants);
  const missed = grants.flatMap((one) => {
    const near = new Set(index.near(one));
    return grants
      .filter((other) => !near.has(other) && questions.areDisjoint(one.scope, other.scope) !== "yes")
      .map((other) => [one.scope.conditions, other.scope.conditions]);
  });
  expect(missed).toEqual([]);
});

test("the index leaves out what lies in other folders, whatever the braces", () => {
  const [inA, inB, inBoth] = ["/a/**", "/b/**", "/{a,b}/{c,d}/**"].map(($glob) =>
    grant({ secretPath: { $glob } }),
  ) as [Grant, Grant, Grant];
  const index = new GrantIndex([inA, inB, inBoth]);
  expect(index.near(inA)).toEqual([inA, inBoth]);
  expect(new Set(index.near(inBoth))).toEqual(new Set([inA, inB, inBoth]));
  expect(index.near(grant({ secretPath: { $glob: "/{c,e}/d" } }))).toEqual([]);
});
