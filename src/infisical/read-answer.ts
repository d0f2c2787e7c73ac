import type { ApiCall } from "./api-call";
import { AnswerShapeError } from "./answer-fields";
import { classifyRefusal, type RouteFamily } from "./classify-refusal";
import { InfisicalError, type ErrorDetails, type ErrorKind } from "./infisical-error";
import { retryAfterSeconds } from "./rate-limit-window";
import { readRefusalBody } from "./refusal-body";
import type { Secrets } from "./secrets";
import type { HttpAnswer } from "./transport";

/** What the answer to a call says. @throws InfisicalError when it is a refusal, or not of the form that the call expects */
export function readAnswer<T>(
  call: ApiCall<T>,
  answer: HttpAnswer,
  callerIdentityId: string | undefined,
  secrets: Secrets,
): T {
  if (answer.status < 200 || answer.status >= 300) throw refusal(call, answer, callerIdentityId, secrets);
  const body = parseJson(answer, secrets);
  try {
    return call.read(body);
  } catch (error) {
    if (!(error instanceof AnswerShapeError)) throw error;
    throw unexpected(`The answer ${error.message}.`, { sent: "maybe", status: answer.status });
  }
}

function parseJson(answer: HttpAnswer, secrets: Secrets): unknown {
  try {
    return JSON.parse(answer.text) as unknown;
  } catch {
    // Whoever answered so, it was not necessarily the server.
    throw unexpected(`The answer is not JSON but ${describeText(answer, secrets)}.`, {
      sent: "maybe",
      status: answer.status,
    });
  }
}

function refusal(
  call: ApiCall<unknown>,
  answer: HttpAnswer,
  callerIdentityId: string | undefined,
  secrets: Secrets,
): InfisicalError {
  const { status } = answer;
  if (status >= 300 && status < 400) return redirect(answer, secrets);
  const body = readRefusalBody(answer.text, secrets);
  const kind = classifyRefusal({
    status,
    body,
    family: familyOf(call),
    call: call.kind,
    target: call.target,
    callerIdentityId,
  });
  const details: ErrorDetails = {
    // Refused requests are not carried out; behind a 5xx there may be a server that did.
    sent: kind === "server-error" || kind === "unexpected-answer" ? "maybe" : "no",
    status,
    error: body.error,
    serverMessage: body.message ?? (body.isJson ? undefined : describeText(answer, secrets)),
    issues: body.issues,
    reqId: body.reqId,
    missingPermissions: body.missingPermissions,
    retryAfter: retryAfterSeconds(answer.headers["retry-after"]),
    temporary: isTemporary(kind, status),
  };
  return new InfisicalError(kind, messageOf(status, body.error, details), details);
}

/** Which 500s may come from a database that is down rather than from the request. */
function isTemporary(kind: ErrorKind, status: number): boolean {
  return (
    kind === "rate-limited" || (status >= 500 && kind !== "more-privileged" && kind !== "unauthenticated")
  );
}

function messageOf(
  status: number,
  error: string | undefined,
  { serverMessage, issues }: ErrorDetails,
): string {
  const text =
    serverMessage ?? issues?.map(({ message, path }) => `${path.join(".")}: ${message}`).join("; ");
  return [`${status}${error === undefined ? "" : ` ${error}`}`, text].filter(Boolean).join(": ");
}

/** Followed by nobody: the request carries credentials, and where it points may be anyone's. */
function redirect({ status, headers }: HttpAnswer, secrets: Secrets): InfisicalError {
  const location = headers.location;
  const target = location !== undefined && URL.canParse(location) ? new URL(location) : undefined;
  const where = target ? `${target.origin}${target.pathname}` : "another place";
  return unexpected(
    `The server answered with a redirect (${status}) to ${secrets.hide(where)}. Redirects are not followed, because the credentials would be sent along. If that is the right server, set "host" to it.`,
    { sent: "no", status },
  );
}

function unexpected(message: string, details: ErrorDetails): InfisicalError {
  return new InfisicalError("unexpected-answer", message, details);
}

/** Enough of an answer that is not JSON to recognise who gave it: the title of a page, else its first words. */
function describeText(answer: HttpAnswer, secrets: Secrets): string {
  const text = secrets.hide(answer.text);
  if (text.trim() === "") return "empty";
  // Never quoted: it may be a login's answer that broke off behind the token.
  if (/^\s*[[{"]/.test(text)) return `something like it that breaks off after ${text.length} characters`;
  const title = /<title[^>]*>([^<]{1,200})<\/title>/i.exec(text)?.[1];
  if (title !== undefined) return `a web page ("${title.replace(/\s+/g, " ").trim()}")`;
  const type = answer.headers["content-type"]?.split(";")[0] ?? "text";
  const start = text
    .slice(0, 120)
    .replace(/[^\x20-\x7e]+/g, " ")
    .trim();
  return `${type} that begins ${JSON.stringify(start)}`;
}

function familyOf({ kind, route }: ApiCall<unknown>): RouteFamily {
  if (kind === "login") return "login";
  return route.includes("universal-auth") ? "universal-auth" : "privilege";
}
