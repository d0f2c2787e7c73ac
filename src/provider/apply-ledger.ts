import type { PrivilegePair } from "../infisical/privilege-pair";
import type { RememberedWindow } from "./identity-privilege/remembered-window";

/**
 * What this process did to the server. One apply may create, delete and re-create under one name (create_before_destroy, -replace, an address
 * renamed without `moved`), and only the process that does it can tell its own rows from those that it found.
 */
export class ApplyLedger {
  readonly #own = new Set<string>();
  readonly #adopted = new Set<string>();
  readonly #deletedWindows = new Map<string, RememberedWindow | null>();
  readonly #managed = new Set<string>();
  readonly #turns = new Map<string, Promise<unknown>>();

  /** A row that this process created, changed or deleted for a resource: never to be taken over by another resource. */
  owns(id: string): boolean {
    return this.#own.has(id);
  }

  recordOwn(id: string): void {
    this.#own.add(id);
  }

  /** A row that existed and that a create of this process took over: deleting it for the resource that held it before would destroy it. */
  isAdopted(id: string): boolean {
    return this.#adopted.has(id);
  }

  recordAdopted(id: string): void {
    this.#own.add(id);
    this.#adopted.add(id);
  }

  /** A universal auth that is in state: what a create finds of it is about to be replaced, and is no stranger's. */
  isManaged(id: string): boolean {
    return this.#managed.has(id);
  }

  recordManaged(id: string): void {
    this.#managed.add(id);
  }

  recordDeletedPrivilege(
    pair: PrivilegePair,
    slug: string,
    id: string,
    window: RememberedWindow | null,
  ): void {
    this.#own.add(id);
    this.#deletedWindows.set(privilegeKey(pair, slug), window);
  }

  /** The window of the privilege that this process deleted under the slug, so that re-creating it does not move its end. */
  deletedWindow(pair: PrivilegePair, slug: string): RememberedWindow | null {
    return this.#deletedWindows.get(privilegeKey(pair, slug)) ?? null;
  }

  /** Runs `action` when no other action of this process with the same key is under way. */
  async inTurn<T>(key: string, action: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(key) ?? Promise.resolve();
    const turn = before.then(action, action);
    this.#turns.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(key) === turn) this.#turns.delete(key);
    }
  }
}

/** Names a privilege. The server checks that a slug is free but does not enforce it: of two POSTs at once both are accepted (contract/api.md, slug). */
export function privilegeKey({ identityId, projectSlug }: PrivilegePair, slug: string): string {
  return JSON.stringify([identityId.toLowerCase(), projectSlug, slug]);
}

export function universalAuthKey(identityId: string): string {
  return JSON.stringify([identityId.toLowerCase()]);
}
