import type { ApiCall, CallKind, HttpMethod } from "./api-call";
import { readPrivilegeAnswer, readPrivilegeList, type PrivilegeAnswer } from "./privilege-answer";
import type { PrivilegeBody } from "./privilege-body";
import type { PrivilegePair } from "./privilege-pair";
import type { Requests } from "./requests";
import type { Session } from "./session";

const ROUTE = "/api/v1/additional-privilege/identity";

export type PermanentPrivilege = PrivilegeBody & { readonly slug: string };

export type TemporaryPrivilege = PermanentPrivilege & {
  readonly temporaryRange: string;
  /** RFC 3339 in UTC with `Z`: offsets are refused (contract/api.md 2, p09:13-14). */
  readonly temporaryAccessStartTime: string | null;
};

/** The full desired state: every PATCH carries permissions, and on a conversion mode, range and start (contract/api.md 2, PATCH). */
export type PrivilegeDetails = PermanentPrivilege & {
  readonly isTemporary: boolean;
  readonly temporaryMode?: "relative";
  readonly temporaryRange?: string;
  readonly temporaryAccessStartTime?: string | null;
};

/**
 * The additional privileges of identities in projects (contract/api.md 2). All methods throw `InfisicalError`.
 */
export class PrivilegeEndpoints {
  constructor(
    private readonly requests: Requests,
    private readonly session: Session,
  ) {}

  createPermanent(
    pair: PrivilegePair,
    privilege: PermanentPrivilege,
    signal: AbortSignal,
  ): Promise<PrivilegeAnswer> {
    return this.#write(
      "create",
      "POST",
      `${ROUTE}/permanent`,
      pair,
      privilege.slug,
      { ...pair, ...privilege },
      signal,
    );
  }

  createTemporary(
    pair: PrivilegePair,
    privilege: TemporaryPrivilege,
    signal: AbortSignal,
  ): Promise<PrivilegeAnswer> {
    const body = { ...pair, ...privilege, temporaryMode: "relative" };
    return this.#write("create", "POST", `${ROUTE}/temporary`, pair, privilege.slug, body, signal);
  }

  /** @param currentSlug the slug of now; `details.slug` is the one that it shall have */
  update(
    pair: PrivilegePair,
    currentSlug: string,
    details: PrivilegeDetails,
    signal: AbortSignal,
  ): Promise<PrivilegeAnswer> {
    const body = { privilegeSlug: currentSlug, ...pair, privilegeDetails: details };
    return this.#write("replace", "PATCH", ROUTE, pair, currentSlug, body, signal);
  }

  /** @returns the privilege that was deleted */
  delete(pair: PrivilegePair, slug: string, signal: AbortSignal): Promise<PrivilegeAnswer> {
    return this.#write("delete", "DELETE", ROUTE, pair, slug, { privilegeSlug: slug, ...pair }, signal);
  }

  get(pair: PrivilegePair, slug: string, signal: AbortSignal): Promise<PrivilegeAnswer> {
    return this.#send(
      {
        kind: "read",
        method: "GET",
        route: `${ROUTE}/:privilegeSlug`,
        path: `${ROUTE}/${encodeURIComponent(slug)}?${query(pair)}`,
        target: { ...pair, slug },
        read: readPrivilegeAnswer,
      },
      signal,
    );
  }

  /** All privileges of the identity in the project, expired ones too, in an order that means nothing. There are no pages. */
  list(pair: PrivilegePair, signal: AbortSignal): Promise<readonly PrivilegeAnswer[]> {
    return this.#send(
      {
        kind: "read",
        method: "GET",
        route: ROUTE,
        path: `${ROUTE}?${query(pair)}`,
        target: pair,
        read: readPrivilegeList,
      },
      signal,
    );
  }

  #write(
    kind: CallKind,
    method: HttpMethod,
    route: string,
    pair: PrivilegePair,
    slug: string,
    body: object,
    signal: AbortSignal,
  ): Promise<PrivilegeAnswer> {
    const target = { ...pair, slug };
    return this.#send({ kind, method, route, path: route, body, target, read: readPrivilegeAnswer }, signal);
  }

  async #send<T>(call: ApiCall<T>, signal: AbortSignal): Promise<T> {
    return (await this.requests.send(call, this.session, signal)).value;
  }
}

function query({ identityId, projectSlug }: PrivilegePair): string {
  return new URLSearchParams({ identityId, projectSlug }).toString();
}
