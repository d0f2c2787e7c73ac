import { windowEnd } from "../../access/access-window";
import { privilegeDrift, type Difference, type Privilege } from "../../access/drift";
import { samePermissions } from "../../access/permission-rule";
import type { PrivilegeAnswer } from "../../infisical/privilege-answer";
import { formatAttributePath } from "../../terraform-plugin/attribute-path";
import type { ObjectValue } from "../../terraform-plugin/value";
import type { DeclaredPrivilege } from "./declared-privilege";
import { privilegeOfRow } from "./privilege-state";

export interface WriteCheck {
  readonly differences: readonly Difference[];
  /** Whether the row grants anything that is not declared, or for longer. */
  readonly grantsMore: boolean;
}

/** Compares what the server answered to a write with what was asked for, by meaning. */
export function checkWrite(
  declared: DeclaredPrivilege,
  slug: string,
  planned: ObjectValue,
  row: PrivilegeAnswer,
): WriteCheck {
  const asked: Privilege = { ...declared.pair, slug, rules: declared.rules, window: declared.window };
  const actual = privilegeOfRow(planned, row);
  return { differences: privilegeDrift(asked, actual), grantsMore: grantsMore(asked, actual) };
}

function grantsMore(asked: Privilege, actual: Privilege): boolean {
  if (!samePermissions([...asked.rules, ...actual.rules], asked.rules)) return true;
  if (!asked.window) return false;
  const [askedEnd, actualEnd] = [windowEnd(asked.window), actual.window && windowEnd(actual.window)];
  return !actualEnd || !askedEnd || actualEnd > askedEnd;
}

export function describeDifferences(differences: readonly Difference[]): string {
  return differences
    .map(({ attribute, reason }) => `  - ${formatAttributePath(attribute)}: ${reason}`)
    .join("\n");
}
