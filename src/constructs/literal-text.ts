import { Token } from "cdktf";
import { HclExpression } from "./hcl-expression";
import { splitTokens } from "./tokens";

/**
 * A string as Terraform's JSON syntax takes it, in which `${` and `%{` begin a template: tokens stay tokens, everything else is literal.
 */
export function literalText(text: string): string;
export function literalText(text: string | undefined): string | undefined;
export function literalText(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const parts = splitTokens(text);
  if (parts.every((part) => typeof part === "string"))
    return text.replace(/[$%]\{/g, (sign) => sign[0] + sign);
  // Behind a carriage return, Terraform takes "${" for text.
  const isAmbiguous = parts.some((part) => typeof part === "string" && /[$%](\{|$)|\r/.test(part));
  return isAmbiguous ? Token.asString(new HclExpression(text)) : text;
}
