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

/** @param canInvert whether the server's API v1 shows that a rule is inverted */
export function serverChange(canInvert: boolean): fc.Arbitrary<ServerChange> {
  const permissions = (canInvert ? rules : allowingRules).chain((list) => fc.tuple(...list.map(stored)));
  const fields = fc
    .tuple(fc.record({ permissions }, { requiredKeys: [] }), window)
    .map(([granted, limited]) => ({ ...granted, ...limited }));
  return fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom("edited", "made again"), fields }) },
    { weight: 1, arbitrary: fc.constant<ServerChange>({ kind: "deleted" }) },
  );
}
