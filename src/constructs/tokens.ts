import { type IResolvable, Token, Tokenization } from "cdktf";

/** The marker of a token in a string, and a number token that was concatenated into one: `${hours.numberValue}h`. */
const MARKER = /\$\{TfToken\[[\w:.-]+\]\}|-\d+(?:\.\d+)?e\+\d+/g;

/**
 * The literal parts of a string and its tokens, in their order. A token that is an object, as the value of an iterator is, is typed `any` by cdktf
 * and so can come in place of a string; from JavaScript anything can, and is left to Terraform.
 */
export function splitTokens(text: string | IResolvable): (string | IResolvable)[] {
  if (typeof text !== "string") return [text];
  const parts: (string | IResolvable)[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKER)) {
    const token = match[0].startsWith("$")
      ? Tokenization.reverseString(match[0]).firstToken
      : Tokenization.reverseNumber(Number(match[0]));
    if (token === undefined) continue;
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push(token);
    end = match.index + match[0].length;
  }
  if (end < text.length || parts.length === 0) parts.push(text.slice(end));
  return parts;
}

/** Whether any part of a value is a token: something that Terraform, or the end of the synthesis, will know. */
export function holdsToken(value: unknown): boolean {
  if (typeof value === "string") return splitTokens(value).some((part) => typeof part !== "string");
  if (typeof value !== "object" || value === null) return Token.isUnresolved(value);
  if (Token.isUnresolved(value)) return true;
  if (Array.isArray(value)) return value.some(holdsToken);
  return Object.entries(value).some(([key, member]) => holdsToken(key) || holdsToken(member));
}

/** A literal value as it is, and undefined for one that is or holds a token. */
export function known<T>(value: T): T | undefined {
  return holdsToken(value) ? undefined : value;
}

/** A literal text as it is, and undefined for one that holds a token or, from JavaScript, is no text. */
export function knownText(text: string | undefined): string | undefined {
  return typeof text === "string" ? known(text) : undefined;
}

/** What is known of a list: undefined for a token in place of the list, and for the elements that are tokens. */
export function knownElements<T>(list: readonly T[] | undefined): (T | undefined)[] | undefined {
  return !Array.isArray(list) || Token.isUnresolved(list) ? undefined : (list as readonly T[]).map(known);
}
