import { type IResolvable, type IResolveContext, Token, Tokenization } from "cdktf";
import { splitTokens } from "./tokens";

/**
 * A JavaScript value with tokens anywhere in it, as an expression of Terraform's language.
 *
 * Every literal in it stays literal, whatever it holds. cdktf's own rendering of function arguments leaves quotes, backslashes and `%{` as
 * they are, so that a text could end its string and go on as code.
 */
export class HclExpression implements IResolvable {
  readonly creationStack: string[] = [];

  constructor(private readonly value: unknown) {}

  resolve(context: IResolveContext): string {
    const standsAlone = !context.suppressBraces;
    // What follows is inside an expression, and its texts are complete.
    context.suppressBraces = true;
    context.ignoreEscapes = true;
    const expression = render(this.value, context);
    return standsAlone ? `\${${expression}}` : expression;
  }

  toString(): string {
    return Token.asString(this);
  }
}

function render(value: unknown, context: IResolveContext): string {
  if (typeof value === "string") return renderString(value, context);
  if (typeof value === "number") {
    const token = Tokenization.reverseNumber(value);
    return token === undefined ? String(value) : renderToken(token, context);
  }
  if (typeof value !== "object" || value === null) return String(value ?? null);
  if (Tokenization.isResolvable(value)) return renderToken(value, context);
  if (Token.isUnresolved(value)) {
    const [token] = Tokenization.reverse(value);
    if (token !== undefined) return renderToken(token, context);
  }
  if (Array.isArray(value)) return `[${value.map((element) => render(element, context)).join(", ")}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => `${renderKey(key, context)} = ${render(member, context)}`);
  return `{${members.join(", ")}}`;
}

function renderKey(key: string, context: IResolveContext): string {
  const text = renderString(key, context);
  return text.startsWith('"') ? text : `(${text})`;
}

function renderString(text: string, context: IResolveContext): string {
  const parts = splitTokens(text);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && typeof only !== "string") return renderToken(only, context);
  const template = parts.map((part, index) =>
    typeof part === "string"
      ? escapeLiteral(part, index < parts.length - 1)
      : `\${${renderToken(part, context)}}`,
  );
  return `"${template.join("")}"`;
}

/** A token stands for an expression, or (Lazy) for a value, which may hold further tokens. */
function renderToken(token: IResolvable, context: IResolveContext): string {
  const bare: unknown = token.resolve({ ...context, suppressBraces: true });
  if (typeof bare !== "string" || splitTokens(bare).some((part) => typeof part !== "string")) {
    return render(bare, context);
  }
  // Only an expression differs when it stands by itself: it gets braces.
  const isExpression = token.resolve({ ...context, suppressBraces: false }) !== bare;
  return isExpression ? bare : render(bare, context);
}

function escapeLiteral(text: string, beforeInterpolation: boolean): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    // The two escapes of JSON that HCL does not know.
    .replace(/\\(.)/g, (escape, kind) => (kind === "b" ? "\\u0008" : kind === "f" ? "\\u000c" : escape))
    .replace(/[$%]\{/g, (sequence) => sequence[0] + sequence);
  // "$" before "${" would escape it.
  return beforeInterpolation
    ? escaped.replace(/[$%]$/, (sign) => (sign === "$" ? "\\u0024" : "\\u0025"))
    : escaped;
}
