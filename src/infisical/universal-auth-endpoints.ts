import type { ApiCall, CallKind, HttpMethod } from "./api-call";
import type { Answered, Requests } from "./requests";
import type { Session } from "./session";
import { readUniversalAuthAnswer, type UniversalAuthAnswer } from "./universal-auth-answer";
import type { UniversalAuthBody } from "./universal-auth-body";

const ROUTE = "/api/v1/auth/universal-auth/identities";

/** A universal auth and the time at which the server says so. */
export interface DatedUniversalAuth {
  readonly universalAuth: UniversalAuthAnswer;
  /** The `Date` of the answer: the server's own clock, to the second below. Undefined when a proxy removed it. */
  readonly serverTime: Date | undefined;
}

/** The universal auth of identities (contract/api.md 3). All methods throw `InfisicalError`. */
export class UniversalAuthEndpoints {
  constructor(
    private readonly requests: Requests,
    private readonly session: Session,
  ) {}

  /** Never repeated once it may have been carried out: the error's `sentAt` and `getDated` tell whether it was. */
  async attach(
    identityId: string,
    body: UniversalAuthBody,
    signal: AbortSignal,
  ): Promise<UniversalAuthAnswer> {
    return (await this.#send("create", "POST", identityId, body, signal)).value;
  }

  async get(identityId: string, signal: AbortSignal): Promise<UniversalAuthAnswer> {
    return (await this.#send("read", "GET", identityId, undefined, signal)).value;
  }

  async getDated(identityId: string, signal: AbortSignal): Promise<DatedUniversalAuth> {
    const { value, serverTime } = await this.#send("read", "GET", identityId, undefined, signal);
    return { universalAuth: value, serverTime };
  }

  async update(
    identityId: string,
    body: UniversalAuthBody,
    signal: AbortSignal,
  ): Promise<UniversalAuthAnswer> {
    return (await this.#send("replace", "PATCH", identityId, body, signal)).value;
  }

  /** Revokes every client secret and access token of the identity. @returns what was attached */
  async detach(identityId: string, signal: AbortSignal): Promise<UniversalAuthAnswer> {
    return (await this.#send("delete", "DELETE", identityId, undefined, signal)).value;
  }

  #send(
    kind: CallKind,
    method: HttpMethod,
    identityId: string,
    body: UniversalAuthBody | undefined,
    signal: AbortSignal,
  ): Promise<Answered<UniversalAuthAnswer>> {
    const call: ApiCall<UniversalAuthAnswer> = {
      kind,
      method,
      route: `${ROUTE}/:identityId`,
      path: `${ROUTE}/${encodeURIComponent(identityId)}`,
      ...(body && { body }),
      target: { identityId },
      read: readUniversalAuthAnswer,
    };
    return this.requests.send(call, this.session, signal);
  }
}
