import { NEVER } from "../../src/access/access-end";
import type { Conditions } from "../../src/access/conditions";
import { effectiveAccess, type PlannedPrivilege } from "../../src/access/effective-access";
import { accessMatrix } from "../../src/review/access-matrix";

const NOW = new Date("2026-11-22T12:00:00Z");
const identity = { key: "a", id: null, name: "deploy-bot" };

interface Rule {
  readonly glob: string;
  readonly forbids?: boolean;
  readonly unknown?: boolean;
}
const allow = (glob: string): Rule => ({ glob });
const forbid = (glob: string): Rule => ({ glob, forbids: true });

function privilege(source: string, rules: readonly Rule[]): PlannedPrivilege {
  return {
    source,
    end: NEVER,
    rules: rules.map(({ glob, forbids = false, unknown = false }) => ({
      actions: ["edit"],
      subject: "secrets",
      conditions: unknown ? null : ({ secretPath: { $glob: glob } } as Conditions),
      inverted: forbids,
      conditionsUnknown: unknown,
    })),
  };
}

/** What the privileges of an identity say of editing secrets, place by place. */
function extents(...privileges: readonly (readonly Rule[])[]): Record<string, string> {
  const access = effectiveAccess(
    privileges.map((rules, index) => privilege(String(index), rules)),
    NOW,
  );
  const { rows, actions } = accessMatrix(
    [{ server: { kind: "environment" }, identity, project: "payments", before: access, after: access }],
    NOW,
  );
  const column = actions.indexOf("edit");
  return Object.fromEntries(
    rows.map(({ scope, cells }) => {
      const glob = (scope.conditions as { secretPath?: { $glob: string } } | null)?.secretPath?.$glob;
      return [glob ?? "everywhere", cells[column]?.after.extent ?? ""];
    }),
  );
}

describe("a place of the matrix", () => {
  const rows: readonly [title: string, privileges: readonly (readonly Rule[])[], found: object][] = [
    [
      "is allowed as a whole by its own rule and by one for more",
      [[allow("/a/**"), allow("/a/b/*")]],
      { "/a/**": "all", "/a/b/*": "all" },
    ],
    [
      "is allowed in part where a later rule forbids a part",
      [[allow("/a/**"), forbid("/a/b")]],
      { "/a/**": "part" },
    ],
    [
      "is not allowed where a later rule forbids all of it",
      [[allow("/a/*"), forbid("/a/**")]],
      { "/a/*": "none" },
    ],
    ["is allowed where an earlier rule forbids it", [[forbid("/a/**"), allow("/a/*")]], { "/a/*": "all" }],
    [
      "is unknown where another privilege forbids part of it",
      [[allow("/a/*")], [forbid("/a/b")]],
      { "/a/*": "unknown" },
    ],
    [
      "is known where another privilege forbids something else",
      [[allow("/a/*")], [forbid("/b")]],
      { "/a/*": "all" },
    ],
    [
      "is unknown where conditions are",
      [[allow("/a/*")], [{ glob: "", unknown: true }]],
      { "/a/*": "unknown", everywhere: "unknown" },
    ],
  ];
  test.each(rows)("%s", (_title, privileges, found) => {
    expect(extents(...privileges)).toEqual(found);
  });
});
