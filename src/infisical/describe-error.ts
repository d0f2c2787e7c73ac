import { formatAttributePath, type AttributePath } from "../terraform-plugin/attribute-path";
import { adviceFor } from "./advice";
import { attributeOfIssue } from "./attribute-of-issue";
import type { ErrorKind, InfisicalError, ValidationIssue } from "./infisical-error";

/** What a user reads. `attribute` is the path of the attribute that the server blames, in Terraform's names, when it blames one. */
export interface ErrorDescription {
  readonly summary: string;
  readonly detail: string;
  readonly attribute?: AttributePath;
}

const SUMMARIES: Readonly<Record<ErrorKind, string>> = {
  "privilege-not-found": "Privilege Not Found",
  "identity-not-found": "Identity Not Found",
  "membership-unclear": "Membership Missing",
  "project-not-found": "Project Not Visible",
  "caller-not-in-project": "Project Not Visible",
  "slug-exists": "Privilege Exists Already",
  forbidden: "Permission Denied",
  "more-privileged": "Target Is More Privileged",
  unauthenticated: "Authentication Failed",
  "invalid-request": "Invalid Request",
  "universal-auth-not-attached": "Universal Auth Not Attached",
  "universal-auth-exists": "Universal Auth Exists Already",
  "ip-allowlisting-not-licensed": "IP Allow-Listing Not In Plan",
  "project-closed": "Project Closed To Additional Privileges",
  "rate-limited": "Rate Limit Exceeded",
  "server-error": "Server Error",
  "no-answer": "No Answer",
  unreachable: "Server Unreachable",
  "unexpected-answer": "Unexpected Answer",
  stopped: "Stopped",
  internal: "Internal Error",
};

/** Characters of a list that a server may make as long as it likes. */
const MAX_LENGTH = 2000;

/**
 * The error as its user reads it, with nothing lost: what was being done, the request and its status, the server's own words, the request id,
 * missing permissions, and advice where the words do not say what is meant.
 *
 * @param what completes "… failed", such as `creating privilege "deploy" of identity … in project "alpha"`
 * @param advice for an error whose words do not say what to do, from who knows what was asked for
 */
export function describeError(error: InfisicalError, what: string, advice?: string): ErrorDescription {
  const paragraphs = [
    `${capitalise(what)} failed. ${reasonOf(error)}`,
    adviceFor(error) ?? advice,
    requestOf(error),
  ];
  const attribute = error.issues
    ?.map(({ path }) => attributeOfIssue(path))
    .find((path) => path !== undefined);
  return {
    summary: SUMMARIES[error.kind],
    detail: paragraphs.filter((paragraph) => paragraph !== undefined).join("\n\n"),
    ...(attribute && { attribute }),
  };
}

function reasonOf(error: InfisicalError): string {
  const { issues, serverMessage, status } = error;
  if (status === undefined || (error.kind === "unexpected-answer" && serverMessage === undefined))
    return error.message;
  if (issues !== undefined) return `The server refused the request:\n${issues.map(describeIssue).join("\n")}`;
  return serverMessage === undefined
    ? `The server answered with status ${status}.`
    : `The server answered: ${serverMessage}`;
}

function describeIssue({ path, message }: ValidationIssue): string {
  const attribute = attributeOfIssue(path);
  const sent = path.join(".");
  if (attribute === undefined) return `  - ${sent === "" ? "the request" : sent}: ${message}`;
  const written = formatAttributePath(attribute);
  return written === sent ? `  - ${written}: ${message}` : `  - ${written} (sent as ${sent}): ${message}`;
}

function requestOf({
  method,
  route,
  host,
  status,
  error,
  reqId,
  missingPermissions,
}: InfisicalError): string | undefined {
  if (method === undefined || route === undefined) return undefined;
  const lines = [
    `Request: ${method} ${route} at ${host}`,
    status === undefined ? undefined : `Status: ${status}${error === undefined ? "" : ` ${error}`}`,
    reqId === undefined ? undefined : `Request id: ${reqId}`,
    missingPermissions === undefined
      ? undefined
      : `Missing permissions: ${JSON.stringify(missingPermissions).slice(0, MAX_LENGTH)}`,
  ];
  return lines.filter((line) => line !== undefined).join("\n");
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
