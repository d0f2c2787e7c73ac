import { AccessToken } from "./access-token";
import { AnswerFields } from "./answer-fields";
import type { ApiCall } from "./api-call";
import type { Credentials } from "./client-settings";
import type { Requests } from "./requests";
import type { Secrets } from "./secrets";
import type { Login } from "./session";

const ROUTE = "/api/v1/auth/universal-auth/login";

interface LoginAnswer {
  readonly accessToken: string;
  /** Seconds; 0 is no limit but the maximum's (contract/api.md 3). */
  readonly expiresIn: number | null;
  /** Seconds. */
  readonly accessTokenMaxTTL: number | null;
}

/** Logs in with universal auth, without an `Authorization` header: a stale one would be answered with a 500 (contract/api.md 1, u07:13). */
export function universalAuthLogin(credentials: Credentials, requests: Requests, secrets: Secrets): Login {
  const call: ApiCall<LoginAnswer> = {
    kind: "login",
    method: "POST",
    route: ROUTE,
    path: ROUTE,
    body: credentials,
    target: {},
    read: readLoginAnswer,
  };
  return async (signal) => {
    const requestedAt = performance.now();
    const { value } = await requests.send(call, undefined, signal);
    secrets.add(value.accessToken);
    return AccessToken.fromLogin(value.accessToken, requestedAt, [value.expiresIn, value.accessTokenMaxTTL]);
  };
}

function readLoginAnswer(body: unknown): LoginAnswer {
  const fields = AnswerFields.of(body);
  return {
    accessToken: fields.string("accessToken"),
    expiresIn: fields.optionalNumber("expiresIn"),
    accessTokenMaxTTL: fields.optionalNumber("accessTokenMaxTTL"),
  };
}
