import { sameIdentityId } from "../../access/identity-id";
import type { InfisicalClient } from "../../infisical/infisical-client";
import { type ErrorKind, InfisicalError } from "../../infisical/infisical-error";
import type { PrivilegeAnswer } from "../../infisical/privilege-answer";
import { PrivilegeLists } from "../../infisical/privilege-lists";
import type { PrivilegePair } from "../../infisical/privilege-pair";

/** The target identity is unknown to the server or no member of the project: every privilege that it had there is gone. */
export const IDENTITY_GONE = Symbol("identity gone");

/** What a caller that is no member of a project is told when it asks for its own privileges there. */
const NOT_VISIBLE: ReadonlySet<ErrorKind> = new Set([
  "membership-unclear",
  "identity-not-found",
  "caller-not-in-project",
  "project-not-found",
]);

/**
 * The privileges of identities in projects, by LIST, with the judgement whether a refusal means that the target is gone. Only that refusal
 * says so; every other one is thrown, because state that is dropped wrongly grants access twice or forgets access that is in force.
 */
export class PrivilegeDirectory {
  readonly #lists: PrivilegeLists;
  readonly #visibleProjects = new Set<string>();
  readonly #writes = new Set<{ readonly pair: PrivilegePair; readonly done: Promise<unknown> }>();

  constructor(private readonly client: InfisicalClient) {
    this.#lists = new PrivilegeLists(client.privileges);
  }

  /** Served from one LIST for all concurrent reads of a pair. */
  read(pair: PrivilegePair, signal: AbortSignal): Promise<readonly PrivilegeAnswer[] | typeof IDENTITY_GONE> {
    return this.#judge(pair, signal, () => this.#lists.read(pair, signal));
  }

  /** Asks the server anew: for confirmations. */
  readAfresh(
    pair: PrivilegePair,
    signal: AbortSignal,
  ): Promise<readonly PrivilegeAnswer[] | typeof IDENTITY_GONE> {
    return this.#judge(pair, signal, () => this.#lists.readAfresh(pair, signal));
  }

  /** Every write of a pair goes through here, so that no read is served from before it. */
  async duringWrite<T>(pair: PrivilegePair, write: () => Promise<T>): Promise<T> {
    const done = this.#lists.duringWrite(pair, write);
    const underWay = { pair, done };
    this.#writes.add(underWay);
    try {
      return await done;
    } finally {
      this.#writes.delete(underWay);
    }
  }

  /** Resolves when no write of this process to the pair is under way. */
  async whenNoWrite(pair: PrivilegePair): Promise<void> {
    for (;;) {
      const underWay = [...this.#writes].filter((write) => samePair(write.pair, pair));
      if (underWay.length === 0) return;
      await Promise.allSettled(underWay.map(({ done }) => done));
    }
  }

  /**
   * Whether the refusal says that the *target identity* is unknown or not in the project. "Actor doesn't have membership"
   * (contract/api.md B1) does not say whose: it counts only when the project is seen to answer the caller.
   */
  async saysIdentityGone(error: InfisicalError, pair: PrivilegePair, signal: AbortSignal): Promise<boolean> {
    if (error.kind === "identity-not-found") return true;
    return error.kind === "membership-unclear" && (await this.#projectIsVisible(pair, signal)) === true;
  }

  async #judge(
    pair: PrivilegePair,
    signal: AbortSignal,
    list: () => Promise<readonly PrivilegeAnswer[]>,
  ): Promise<readonly PrivilegeAnswer[] | typeof IDENTITY_GONE> {
    try {
      const rows = await list();
      this.#visibleProjects.add(pair.projectSlug);
      return rows;
    } catch (thrown) {
      const error = InfisicalError.from(thrown);
      if (await this.saysIdentityGone(error, pair, signal)) return IDENTITY_GONE;
      const isOfCaller =
        error.kind === "membership-unclear" && (await this.#projectIsVisible(pair, signal)) === false;
      throw isOfCaller ? new InfisicalError("caller-not-in-project", error.message, error) : error;
    }
  }

  /** Undefined when that can't be told. */
  async #projectIsVisible(pair: PrivilegePair, signal: AbortSignal): Promise<boolean | undefined> {
    if (this.#visibleProjects.has(pair.projectSlug)) return true;
    const caller = await this.client.callerIdentityId(signal);
    if (caller === undefined || sameIdentityId(caller, pair.identityId)) return undefined;
    try {
      await this.#lists.read({ identityId: caller, projectSlug: pair.projectSlug }, signal);
    } catch (error) {
      return NOT_VISIBLE.has(InfisicalError.from(error).kind) ? false : undefined;
    }
    this.#visibleProjects.add(pair.projectSlug);
    return true;
  }
}

function samePair(a: PrivilegePair, b: PrivilegePair): boolean {
  return a.projectSlug === b.projectSlug && sameIdentityId(a.identityId, b.identityId);
}
