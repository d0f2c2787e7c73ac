import type { PrivateState } from "../../terraform-plugin/private-state";

/** What the resource keeps in private state: what the configuration listed at the last apply, and which rows the last refresh showed as undeclared. */
export interface SeenPrivileges {
  readonly declaredSlugs: readonly string[];
  readonly undeclaredIds: readonly string[];
}

/** Undefined when nothing was kept yet, as after an import. */
export function seenPrivileges(privateState: PrivateState): SeenPrivileges | undefined {
  const { declared_slugs: slugs, undeclared_ids: ids } = privateState;
  return Array.isArray(slugs) && Array.isArray(ids)
    ? { declaredSlugs: slugs as string[], undeclaredIds: ids as string[] }
    : undefined;
}

export function seenPrivateState({ declaredSlugs, undeclaredIds }: SeenPrivileges): PrivateState {
  return { declared_slugs: declaredSlugs, undeclared_ids: undeclaredIds };
}
