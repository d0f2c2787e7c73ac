import fc from "fast-check";
import { derivedSlug } from "../../src/access/derived-slug";
import type { PermissionRule } from "../../src/access/permission-rule";
import { slugProblem } from "../../src/access/slug";
import { respelledRules, rules } from "./arbitraries";

const identityId = "78e59e24-a17b-4a93-8700-6f60a7f332fd";
const read: PermissionRule[] = [
  { actions: ["read"], subject: "secrets", conditions: { environment: "prod" }, inverted: false },
];

describe("a derived slug", () => {
  test("is a valid slug that never changes from one version to the next", () => {
    expect(derivedSlug(identityId, "alpha", read, null)).toBe("tf-c2b66e04983e");
    expect(slugProblem(derivedSlug(identityId, "alpha", read, "4h"))).toBeUndefined();
  });

  test("is the same for every respelling", () => {
    const respelled = rules.chain((list) => fc.tuple(fc.constant(list), respelledRules(list)));
    fc.assert(
      fc.property(respelled, ([list, other]) => {
        expect(derivedSlug(identityId.toUpperCase(), "alpha", other, "60m")).toBe(
          derivedSlug(identityId, "alpha", list, "1h"),
        );
      }),
    );
  });

  test("differs in identity, project, rules, range, and permanent or temporary", () => {
    const edit = read.map((rule) => ({ ...rule, actions: ["edit"] }));
    const slugs = [
      derivedSlug(identityId, "alpha", read, null),
      derivedSlug("0b8a5e24-a17b-4a93-8700-6f60a7f332fd", "alpha", read, null),
      derivedSlug(identityId, "beta", read, null),
      derivedSlug(identityId, "alpha", edit, null),
      derivedSlug(identityId, "alpha", read, "1h"),
      derivedSlug(identityId, "alpha", read, "2h"),
    ];
    expect(new Set(slugs).size).toBe(slugs.length);
  });
});
