import fc from "fast-check";
import { accessFingerprint } from "../../src/access/access-fingerprint";
import { type PermissionRule, samePermissions } from "../../src/access/permission-rule";
import { respelledRules, rules } from "./arbitraries";

const read: PermissionRule[] = [
  { actions: ["read"], subject: "secrets", conditions: { environment: "prod" }, inverted: false },
];

describe("a fingerprint of access", () => {
  test("of a privilege changes exactly with its meaning", () => {
    const pairs = rules.chain((list) => fc.tuple(fc.constant(list), fc.oneof(respelledRules(list), rules)));
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const [one, other] = [a, b].map((list) =>
          accessFingerprint({ privilege: { slug: "s", rules: list, range: null } }),
        );
        expect(one === other).toBe(samePermissions(a, b));
      }),
    );
  });

  test("of a privilege changes with slug and range, not with the range's spelling", () => {
    const of = (slug: string, range: string | null) =>
      accessFingerprint({ privilege: { slug, rules: read, range } });
    expect(of("a", "1h")).toBe(of("a", "60m"));
    expect(new Set([of("a", null), of("b", null), of("a", "1h"), of("a", "2h")]).size).toBe(4);
  });

  test("of a universal auth is the same for a default that is written and one that is left out", () => {
    const of = (universalAuth: object) => accessFingerprint({ universalAuth });
    expect(
      of({ accessTokenTtl: 2_592_000, accessTokenTrustedIps: ["::/0", "0.0.0.0/0"], lockoutEnabled: null }),
    ).toBe(of({}));
    expect(of({ accessTokenTtl: 3_600 })).not.toBe(of({}));
    expect(of({ clientSecretTrustedIps: ["10.0.0.0/8"] })).not.toBe(
      of({ accessTokenTrustedIps: ["10.0.0.0/8"] }),
    );
    expect(of({ lockoutEnabled: false })).not.toBe(of({}));
  });
});
