/** The subject on which the server splits `read` in two (contract/api.md B2). */
export const SECRETS = "secrets";

/** What API v1 takes as an action, in the order in which people name them (`../seeds/000`, PATCH). */
export const WRITABLE_ACTIONS: readonly string[] = ["read", "create", "edit", "delete"];

/** The two actions that together are `read` on secrets. */
const READ_PARTS = ["describeSecret", "readValue"] as const;

const displayOrder = ["read", ...READ_PARTS, "create", "edit", "delete"];

/**
 * What actions on a subject mean, as a set in which `read` on secrets stands as `describeSecret` and `readValue`.
 *
 * @example expandActions("secrets", ["read", "edit"]) // describeSecret, readValue, edit
 */
export function expandActions(subject: string, actions: Iterable<string>): Set<string> {
  const expanded = new Set<string>();
  for (const action of actions) {
    if (subject === SECRETS && action === "read") READ_PARTS.forEach((part) => expanded.add(part));
    else expanded.add(action);
  }
  return expanded;
}

/**
 * The shortest spelling of a set of actions, in the order read, create, edit, delete, others by name: the reverse of {@link expandActions}.
 *
 * @param actions as {@link expandActions} gives them
 */
export function collapseActions(subject: string, actions: Iterable<string>): string[] {
  const collapsed = new Set(actions);
  if (subject === SECRETS && READ_PARTS.every((part) => collapsed.has(part))) {
    READ_PARTS.forEach((part) => collapsed.delete(part));
    collapsed.add("read");
  }
  return [...collapsed].sort(compareActions);
}

/**
 * Spells a set of actions as `prior` does as far as it holds the same, the rest in the shortest spelling at the end.
 *
 * @param meaning as {@link expandActions} gives it
 * @example keepActionSpelling("secrets", ["readValue", "describeSecret"], new Set(["readValue", "describeSecret", "edit"]))
 * // ["readValue", "describeSecret", "edit"]
 */
export function keepActionSpelling(
  subject: string,
  prior: readonly string[],
  meaning: ReadonlySet<string>,
): string[] {
  const kept = prior.filter((action) => isSubset(expandActions(subject, [action]), meaning));
  const spelled = expandActions(subject, kept);
  return [
    ...kept,
    ...collapseActions(
      subject,
      [...meaning].filter((action) => !spelled.has(action)),
    ),
  ];
}

export function isSubset<T>(part: ReadonlySet<T>, whole: ReadonlySet<T>): boolean {
  return [...part].every((member) => whole.has(member));
}

export function sameSet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a.size === b.size && isSubset(a, b);
}

function compareActions(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function rank(action: string): number {
  const index = displayOrder.indexOf(action);
  return index === -1 ? displayOrder.length : index;
}
