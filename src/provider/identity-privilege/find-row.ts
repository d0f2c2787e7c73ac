import type { PrivilegeAnswer } from "../../infisical/privilege-answer";
import type { ObjectValue } from "../../terraform-plugin/value";

/** The row that a state stands for: the one with its id, else one with its slug; `others` share the row's slug. */
export function findRow(
  rows: readonly PrivilegeAnswer[],
  state: ObjectValue,
): { row: PrivilegeAnswer; others: PrivilegeAnswer[] } | undefined {
  const row = rows.find(({ id }) => id === state.id) ?? rows.find(({ slug }) => slug === state.slug);
  return row && { row, others: rows.filter(({ id, slug }) => slug === row.slug && id !== row.id) };
}
