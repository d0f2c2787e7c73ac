import { validatePrivilege } from "../../src/access/validate-privilege";
import { formatPath } from "./format-path";
import { privilegeProblems, soundPrivileges } from "./tables/privilege-problems";

describe("a privilege is refused before an apply, at the attribute that is wrong", () => {
  test.each(privilegeProblems)("$title", ({ input, path, severity = "error", says }) => {
    const problems = validatePrivilege(input);
    expect(problems.map((problem) => [problem.severity, formatPath(problem.path)])).toEqual([
      [severity, path],
    ]);
    const detail = problems[0]?.detail ?? "";
    for (const part of [path, ...says]) expect(detail).toContain(part);
  });

  test("for everything that is wrong at once", () => {
    const problems = validatePrivilege({
      identityId: "x",
      slug: "X",
      permissions: [{ actions: ["reed", "reed"], conditions: "[" }],
      temporary: { range: "1M", startTime: "now" },
    });
    expect(problems.map(({ path }) => formatPath(path))).toEqual([
      "identity_id",
      "slug",
      "permissions[0].actions",
      "permissions[0].actions",
      "permissions[0].conditions",
      "temporary.range",
      "temporary.start_time",
    ]);
  });

  test("with a message that stands alone", () => {
    expect(validatePrivilege({ temporary: { range: "1M" } })).toEqual([
      {
        path: ["temporary", "range"],
        severity: "error",
        summary: "Misleading Range",
        detail:
          'temporary.range must not use the unit "M", which the server reads as minutes, not months; the value received is "1M". ' +
          'If that is what you mean write "1m", else a range such as "4h" or "30d".',
      },
    ]);
  });
});

describe("a privilege is not refused for", () => {
  test.each(soundPrivileges)("$title", ({ input }) => {
    expect(validatePrivilege(input)).toEqual([]);
  });
});
