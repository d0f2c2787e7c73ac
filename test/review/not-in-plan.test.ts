import { formatReview } from "../../src/review/format/format-review";
import { plainText } from "../../src/review/phrase";
import { reviewPlans } from "../../src/review/review-plans";
import { planOf, privilege, until } from "./fixtures/plan-json";
import { universalAuth } from "./fixtures/universal-auth";

const READ = privilege(["read"], { environment: "prod" });
const PRIVILEGES_EXCLUSIVE = "infisicalaccess_identity_privileges_exclusive";

describe.each([
  ["known only after the apply", "unknown"],
  ["marked sensitive", "sensitiveAfter"],
] as const)("an id and a project that are %s", (why, member) => {
  const review = reviewPlans([
    planOf([{ name: "a", after: READ, [member]: { identity_id: true, project_slug: true } }]),
  ]);

  test.each(["terminal", "markdown", "html"] as const)("are said to be so in %s", (format) => {
    const text = formatReview(review, [], format, { color: false }).replace(/\s+/g, " ");
    expect(text).toContain(`its id is ${why}`);
    expect(text).toContain(`a project that is ${why}`);
  });
});

test("an id and a project that are marked sensitive are said to be so of what is removed, too", () => {
  const sensitiveBefore = { identity_id: true, project_slug: true };
  const exclusive = { identity_id: "x", project_slug: "payments", on_undeclared: "remove" };
  const review = reviewPlans([
    planOf([
      { name: "a", before: READ, sensitiveBefore },
      {
        name: "b",
        type: PRIVILEGES_EXCLUSIVE,
        before: { ...exclusive, undeclared: { backdoor: "read on secrets, permanent" } },
        after: { ...exclusive, undeclared: {} },
        sensitiveBefore,
        sensitiveAfter: sensitiveBefore,
      },
    ]),
  ]);
  const text = formatReview(review, [], "terminal", { color: false });
  expect(text.match(/its id is marked sensitive/g)).toHaveLength(2);
  expect(text.match(/a project that is marked sensitive/g)).toHaveLength(2);
});

test("an end and a part of a universal auth may be one or the other", () => {
  const { findings } = reviewPlans([
    planOf([
      {
        name: "a",
        after: { ...READ, ...until("2039-01-01T00:00:00Z") },
        sensitiveAfter: { temporary: true, access_end_time: true },
      },
      {
        name: "b",
        type: "infisicalaccess_universal_auth_config",
        after: universalAuth({}),
        sensitiveAfter: { access_token_ttl: true },
      },
    ]),
  ]);
  expect(findings.map(({ predicate }) => plainText(predicate))).toEqual([
    expect.stringContaining("until a time that is known only after the apply or marked sensitive"),
    expect.stringContaining(
      "universal auth, of which part is known only after the apply or marked sensitive",
    ),
  ]);
});
