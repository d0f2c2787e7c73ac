import type { PrivilegeAnswer } from "./privilege-answer";
import type { PrivilegePair } from "./privilege-pair";
import { SharedCall } from "./shared-call";

/** What the lists are read with. */
export interface PrivilegeListing {
  /** @throws InfisicalError */
  list(pair: PrivilegePair, signal: AbortSignal): Promise<readonly PrivilegeAnswer[]>;
}

/**
 * Serves the reads of all privileges of one identity in one project from one LIST, shared by concurrent reads (behaviour.md 2, "By LIST").
 *
 * A write to the pair invalidates it when the write starts and again when it ends: an answer whose request began before that end is never given
 * to a caller who asked after it. A failed LIST is not kept.
 */
export class PrivilegeLists {
  readonly #lists = new Map<string, SharedCall<readonly PrivilegeAnswer[]>>();

  constructor(private readonly listing: PrivilegeListing) {}

  /**
   * All privileges of the pair, in an order that means nothing. The LIST goes on while anybody waits for it, whoever has left.
   *
   * @throws InfisicalError
   */
  read(pair: PrivilegePair, signal: AbortSignal): Promise<readonly PrivilegeAnswer[]> {
    const known = this.#lists.get(keyOf(pair));
    const list = known === undefined || known.abandoned ? this.#start(pair) : known;
    return list.join(signal);
  }

  /** Asks the server anew, whatever is known: for confirmations. @throws InfisicalError */
  readAfresh(pair: PrivilegePair, signal: AbortSignal): Promise<readonly PrivilegeAnswer[]> {
    return this.listing.list(pair, signal);
  }

  /** Every write to the pair goes through here. */
  async duringWrite<T>(pair: PrivilegePair, write: () => Promise<T>): Promise<T> {
    this.#lists.delete(keyOf(pair));
    try {
      return await write();
    } finally {
      this.#lists.delete(keyOf(pair));
    }
  }

  #start(pair: PrivilegePair): SharedCall<readonly PrivilegeAnswer[]> {
    const key = keyOf(pair);
    const list: SharedCall<readonly PrivilegeAnswer[]> = new SharedCall(async (stop) => {
      try {
        return await this.listing.list(pair, stop);
      } catch (error) {
        if (this.#lists.get(key) === list) this.#lists.delete(key);
        throw error;
      }
    });
    this.#lists.set(key, list);
    return list;
  }
}

/** The server takes identity ids in either case (contract/api.md 2). */
function keyOf({ identityId, projectSlug }: PrivilegePair): string {
  return `${identityId.toLowerCase()}/${projectSlug}`;
}
