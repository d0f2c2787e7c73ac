import type { ValidationIssue } from "./infisical-error";
import type { Secrets } from "./secrets";

/** The parts of a refusal's body that mean something, whatever the release (contract/api.md 1 and B1). */
export interface RefusalBody {
  /** Whether the body is a JSON object at all. A gateway answers HTML. */
  readonly isJson: boolean;
  readonly error?: string;
  readonly message?: string;
  readonly issues?: readonly ValidationIssue[];
  readonly reqId?: string;
  readonly missingPermissions?: unknown;
}

const MAX_MESSAGE_LENGTH = 1000;

/** `message` is a string or, for an invalid body, a list of issues. Nothing is taken for granted: a server may answer anything. */
export function readRefusalBody(text: string, secrets: Secrets): RefusalBody {
  const body = parseObject(text, secrets);
  if (body === undefined) return { isJson: false };
  const { error, message, reqId, details } = body;
  return {
    isJson: true,
    ...(typeof error === "string" && { error: shorten(error) }),
    ...(typeof message === "string" && { message: shorten(message) }),
    ...(Array.isArray(message) && { issues: message.slice(0, 50).map(readIssue) }),
    ...(typeof reqId === "string" && { reqId: shorten(reqId) }),
    ...(isObject(details) &&
      "missingPermissions" in details && { missingPermissions: details.missingPermissions }),
  };
}

function readIssue(issue: unknown): ValidationIssue {
  if (!isObject(issue)) return { message: shorten(String(issue)), path: [] };
  const { code, message, path } = issue;
  return {
    ...(typeof code === "string" && { code: shorten(code) }),
    message: typeof message === "string" ? shorten(message) : "refused without a message",
    path: Array.isArray(path)
      ? path.filter((step) => typeof step === "string" || typeof step === "number")
      : [],
  };
}

function parseObject(text: string, secrets: Secrets): Record<string, unknown> | undefined {
  try {
    const value = secrets.hideIn(JSON.parse(text));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shorten(text: string): string {
  return text.length > MAX_MESSAGE_LENGTH ? `${text.slice(0, MAX_MESSAGE_LENGTH)}…` : text;
}
