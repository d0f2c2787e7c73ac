/**
 * What may be repeated depends on what a call does. A read and a write that carries its whole result (`replace`) end the same when they are
 * carried out twice; so does `delete`; a `create` does not. `login` takes a use of the client secret each time, and nothing else.
 */
export type CallKind = "read" | "create" | "replace" | "delete" | "login";

export type HttpMethod = "GET" | "POST" | "PATCH" | "DELETE";

/** What a call is about, for logs and errors. */
export interface CallTarget {
  readonly identityId?: string;
  readonly projectSlug?: string;
  readonly slug?: string;
}

/** One call of the REST interface; `T` is what its answer is read as. */
export interface ApiCall<T> {
  readonly kind: CallKind;
  readonly method: HttpMethod;
  /** The path with its parameters unfilled, such as `/api/v1/auth/universal-auth/identities/:identityId`: the server counts requests by it. */
  readonly route: string;
  readonly path: string;
  readonly body?: object;
  readonly target: CallTarget;
  /** Throws `AnswerShapeError` when the answer is of another form. */
  read(body: unknown): T;
}

export function isWrite(kind: CallKind): boolean {
  return kind === "create" || kind === "replace" || kind === "delete";
}
