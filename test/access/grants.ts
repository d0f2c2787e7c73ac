import { type Conditions, sameConditions } from "../../src/access/conditions";
import type { PermissionRule } from "../../src/access/permission-rule";

interface Grant {
  readonly subject: string;
  readonly action: string;
  readonly conditions: Conditions;
}

function grantsOf(rules: readonly PermissionRule[]): Grant[] {
  return rules.flatMap(({ subject, actions, conditions }) =>
    actions
      .flatMap((action) =>
        subject === "secrets" && action === "read" ? ["describeSecret", "readValue"] : [action],
      )
      .map((action) => ({ subject, action, conditions })),
  );
}

function isAmong(grants: readonly Grant[], { subject, action, conditions }: Grant): boolean {
  return grants.some(
    (other) =>
      other.subject === subject && other.action === action && sameConditions(other.conditions, conditions),
  );
}

/**
 * Whether rules of which none is inverted grant the same, worked out the slow way, grant by grant: a second way to the meaning, against which the normal
 * form is checked.
 */
export function sameGrants(a: readonly PermissionRule[], b: readonly PermissionRule[]): boolean {
  const [grantsA, grantsB] = [grantsOf(a), grantsOf(b)];
  return (
    grantsA.every((grant) => isAmong(grantsB, grant)) && grantsB.every((grant) => isAmong(grantsA, grant))
  );
}
