import { windowEnd } from "../../access/access-window";
import { privilegeDrift, type Difference, type Privilege } from "../../access/drift";
import { quoteText } from "../../access/escape-text";
import { formatInstant, parseInstant, sameInstant } from "../../access/instant";
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
  const differences = [...privilegeDrift(asked, actual), ...endDrift(asked, row)];
  return { differences, grantsMore: grantsMore(asked, actual, row) };
}

/** The server computes the end by itself; it has to come to the same. */
function endDrift({ window }: Privilege, { temporaryAccessEndTime: actual }: PrivilegeAnswer): Difference[] {
  const end = window && windowEnd(window);
  if (!end || actual === null) return [];
  const declared = formatInstant(end);
  if (sameInstant(declared, actual)) return [];
  const reason = `The server's window ends at ${quoteText(actual)}, start and range make ${quoteText(declared)}.`;
  return [{ attribute: ["access_end_time"], declared, actual, reason }];
}

function grantsMore(asked: Privilege, actual: Privilege, row: PrivilegeAnswer): boolean {
  if (!samePermissions([...asked.rules, ...actual.rules], asked.rules)) return true;
  if (!asked.window) return false;
  const askedEnd = windowEnd(asked.window);
  const ends = [
    actual.window && windowEnd(actual.window),
    row.temporaryAccessEndTime === null ? undefined : parseInstant(row.temporaryAccessEndTime),
  ];
  return !askedEnd || ends.some((end) => !end || end > askedEnd);
}

export function describeDifferences(differences: readonly Difference[]): string {
  return differences
    .map(({ attribute, reason }) => `  - ${formatAttributePath(attribute)}: ${reason}`)
    .join("\n");
}
