import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type { PermissionRule } from "../../src/access/permission-rule";
import type { Rule } from "../../src/simulator/permission/rule";
import type { PrivilegeRow } from "../../src/simulator/state/rows";
import type { PrivilegeFields, Store } from "../../src/simulator/state/store";
import { allowingRules, rules } from "../access/arbitraries";

/** Whatever may become of a privilege behind Terraform's back. */
export type ServerChange =
  | { readonly kind: "edited" | "made again"; readonly fields: Partial<PrivilegeFields> }
  | { readonly kind: "deleted" };

export function carryOut(change: ServerChange, store: Store, row: PrivilegeRow, projectSlug: string): void {
  if (change.kind === "edited") {
    store.editPrivilege(row.id, change.fields);
    return;
  }
  store.deletePrivilege(row.id);
  if (change.kind === "made again") {
    const again = { ...row, ...change.fields, id: randomUUID() };
    store.addPrivilege(row.identityId, projectSlug, again);
  }
}

const time = fc.constantFrom(Date.UTC(2020, 0), Date.UTC(2098, 0), Date.UTC(2098, 0) + 1, null);

const window = fc.record(
  {
    isTemporary: fc.boolean(),
    temporaryMode: fc.constantFrom("relative", null),
    temporaryRange: fc.constantFrom("1h", "60m", "99y", "1ms", null),
    temporaryAccessStartTime: time,
    temporaryAccessEndTime: time,
  },
  { requiredKeys: [] },
);

function stored({ actions, subject, conditions, inverted }: PermissionRule): fc.Arbitrary<Rule> {
  return fc
    .record({
      subject: fc.constantFrom(subject, [subject]),
      action: fc.constant([...actions]),
      conditions: fc.constant(conditions),
      inverted: fc.constant(inverted),
    })
    .map((rule) => rule as Rule);
}

function storedRules(canInvert: boolean): fc.Arbitrary<Rule[]> {
  return (canInvert ? rules : allowingRules).chain((list) => fc.tuple(...list.map(stored)));
}

/** @param canInvert whether the server's API v1 shows that a rule is inverted */
export function serverChange(canInvert: boolean): fc.Arbitrary<ServerChange> {
  const permissions = storedRules(canInvert);
  const fields = fc
    .tuple(fc.record({ permissions }, { requiredKeys: [] }), window)
    .map(([granted, limited]) => ({ ...granted, ...limited }));
  return fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom("edited", "made again"), fields }) },
    { weight: 1, arbitrary: fc.constant<ServerChange>({ kind: "deleted" }) },
  );
}

/** Whatever the web page or another client of the API may have made: unlike a database that was edited, with an end that fits start and range. */
export function foreignPrivilege(canInvert: boolean): fc.Arbitrary<Partial<PrivilegeFields>> {
  const open = fc
    .record({
      temporaryMode: fc.constantFrom("relative", null),
      range: fc.constantFrom<[string, number]>(["1h", 3_600_000], ["60m", 3_600_000], ["1ms", 1]),
      start: fc.constantFrom(Date.UTC(2020, 0), Date.UTC(2098, 0) + 1),
      isTemporary: fc.boolean(),
    })
    .map(({ temporaryMode, range: [temporaryRange, length], start, isTemporary }) => ({
      isTemporary,
      temporaryMode,
      temporaryRange,
      temporaryAccessStartTime: start,
      temporaryAccessEndTime: start + length,
    }));
  return fc
    .tuple(storedRules(canInvert), fc.option(open, { nil: {} }))
    .map(([permissions, limited]) => ({ permissions, ...limited }));
}
