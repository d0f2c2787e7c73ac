import type { IResolvable } from "cdktf";
import { HclExpression } from "./hcl-expression";
import { splitTokens } from "./tokens";

/** What cdktf's HCL output needs to know of an attribute. */
export interface HclAttribute {
  readonly value: unknown;
  readonly isBlock: false;
  readonly type: "simple" | "set" | "any";
  readonly storageClassType: string;
}

export function hclString(text: string | undefined): HclAttribute {
  return { value: hclText(text), isBlock: false, type: "simple", storageClassType: "string" };
}

export function hclNumber(value: number | string | undefined): HclAttribute {
  return { value, isBlock: false, type: "simple", storageClassType: "number" };
}

export function hclBoolean(value: boolean | IResolvable | undefined): HclAttribute {
  return { value, isBlock: false, type: "simple", storageClassType: "boolean" };
}

export function hclStringSet(list: readonly string[] | undefined): HclAttribute {
  return { value: list?.map(hclText), isBlock: false, type: "set", storageClassType: "stringList" };
}

/** An attribute made of objects: cdktf's renderer makes blocks of structures, so it gets one expression. */
export function hclExpression(value: IResolvable | undefined): HclAttribute {
  return { value, isBlock: false, type: "any", storageClassType: "any" };
}

export function withoutAbsent(attributes: Record<string, HclAttribute>): Record<string, HclAttribute> {
  return Object.fromEntries(Object.entries(attributes).filter(([, { value }]) => value !== undefined));
}

/** cdktf's renderer escapes neither backslashes nor templates, and makes heredocs of lines. */
function hclText(text: string | undefined): string | IResolvable | undefined {
  const isPlain =
    text === undefined ||
    splitTokens(text).every((part) => typeof part !== "string" || !/["\\$%\r\n]/.test(part));
  return isPlain ? text : new HclExpression(text);
}
