import { scopeOf } from "../../src/access/access-scope";
import type { Conditions } from "../../src/access/conditions";
import { ScopeQuestions } from "../../src/access/scope-questions";
import { conditionsByField, places } from "./access-moments";
import { hold } from "./brute-force";

const under = ($glob: string): Conditions => ({ environment: "prod", secretPath: { $glob } });
const questions = new ScopeQuestions();
const contains = (outer: Conditions, inner: Conditions) =>
  questions.areCovering([{ scope: scopeOf(outer), except: [] }], { scope: scopeOf(inner), except: [] });

describe.each(Object.entries(conditionsByField))("every two conditions on %s", (_field, list) => {
  const pairs = list.flatMap((a) => list.map((b) => [a, b] as const));
  const holdingAt = new Map(list.map((one) => [one, places.filter((place) => hold(one, place))]));
  const placesOf = (one: Conditions) => holdingAt.get(one) ?? [];

  test("are said to contain each other only where every place of one is a place of the other", () => {
    const wrong = pairs.filter(
      ([outer, inner]) =>
        contains(outer, inner) === "yes" && placesOf(inner).some((place) => !placesOf(outer).includes(place)),
    );
    expect(wrong).toEqual([]);
  });

  test("are said to have nothing in common only where no place is of both", () => {
    const wrong = pairs.filter(
      ([a, b]) =>
        questions.areDisjoint(scopeOf(a), scopeOf(b)) === "yes" &&
        placesOf(a).some((place) => placesOf(b).includes(place)),
    );
    expect(wrong).toEqual([]);
  });
});

describe("containment of conditions", () => {
  // Effects of globs: contract/api.md 2 (p17).
  const contained: [outer: Conditions, inner: Conditions][] = [
    [null, under("/**")],
    [{}, { environment: "prod" }],
    [{ environment: "prod" }, under("/a/**")],
    [under("/**"), under("/a/**")],
    [under("/**"), under("/")],
    [under("**"), under("/**")],
    [under("/a/**"), under("/a")],
    [under("/a/**"), under("/a/b/*")],
    [under("/a/**"), under("/a/{b,c}/[xy]*")],
    [under("/"), under("*")],
    [under("/a/!(b)"), under("/a/c")],
    [under("/anything"), under("/a/")],
    [{ environment: { $in: ["prod", "dev"] } }, { environment: "dev" }],
    [{ environment: { $ne: "prod" } }, { environment: "dev" }],
    [{ environment: { $glob: "prod-*" } }, { environment: { $in: ["prod-eu", "prod-us"] } }],
    [{ environment: "prod" }, { environment: "prod", secretTags: { $in: ["x"] } }],
    [{ secretTags: { $in: ["x"] } }, { environment: "prod", secretTags: { $in: ["x"] } }],
  ];
  test.each(contained)("%j contains %j", (outer, inner) => {
    expect(contains(outer, inner)).toBe("yes");
  });

  const notContained: [outer: Conditions, inner: Conditions][] = [
    [under("/a/**"), under("/**")],
    [under("/a/*"), under("/a")],
    [under("/*"), under("/")],
    [under("/a/*"), under("/a/**")],
    [under("/a/b/**"), under("/a/*")],
    [{ environment: "prod" }, { environment: { $in: ["prod", "dev"] } }],
    [{ environment: "prod" }, null],
    [{ secretName: { $ne: "A" } }, null],
    // A secret's name is there only where a secret is named.
    [{ secretName: { $glob: "**" } }, null],
  ];
  test.each(notContained)("%j does not contain %j", (outer, inner) => {
    expect(contains(outer, inner)).toBe("no");
  });

  const undecided: [outer: Conditions, inner: Conditions][] = [
    [{ secretTags: { $in: ["x"] } }, { environment: "prod" }],
    [{ environment: { $regex: "^p" } }, { environment: "prod" }],
    [{ $or: [{ environment: "prod" }] }, { environment: "prod" }],
    ["everything", { environment: "prod" }],
    [{ environment: "prod", secretPath: { $glob: "" } }, under("/a")],
  ];
  test.each(undecided)("whether %j contains %j cannot be decided", (outer, inner) => {
    expect(contains(outer, inner)).toBe("undecided");
  });

  test("counts several scopes together", () => {
    const part = { scope: scopeOf({ environment: { $in: ["dev", "prod"] } }), except: [] };
    const dev = { scope: scopeOf({ environment: "dev" }), except: [] };
    const prod = { scope: scopeOf({ environment: "prod" }), except: [] };
    expect(questions.areCovering([dev, prod], part)).toBe("yes");
    expect(questions.areCovering([dev], part)).toBe("no");
    expect(questions.areCovering([{ scope: scopeOf(null), except: [dev.scope] }, dev], part)).toBe("yes");
  });

  test("gives up, and says so, rather than search for ever", () => {
    const explosive = under(`/${"*a".repeat(20)}**/${"?".repeat(12)}b*`);
    const started = process.cpuUsage().user;
    expect(contains(explosive, under(`/${"*b".repeat(20)}/**/${"?".repeat(11)}a*`))).not.toBe("yes");
    expect(process.cpuUsage().user - started).toBeLessThan(5_000_000);
  });
});
