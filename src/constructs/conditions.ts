import { Fn, type IResolvable, Token, Tokenization } from "cdktf";
import { type JsonObject, printConditions } from "../access";
import { HclExpression } from "./hcl-expression";
import { literalText } from "./literal-text";
import { holdsToken } from "./tokens";

/** A JSON value, with tokens anywhere in it. */
export type ConditionValue =
  | string
  | number
  | boolean
  | null
  | IResolvable
  | readonly ConditionValue[]
  | { readonly [key: string]: ConditionValue | undefined };

/** How a value is compared. Infisical's API v1 writes `$glob` only; other operators can be adopted, and are then left as they are. */
export interface ConditionOperators {
  /** Matches by glob: `/app` is that folder alone, `/app/**` is it and everything below, `**` is every folder. */
  readonly $glob?: string;
  readonly $eq?: string;
  readonly $ne?: string;
  readonly $in?: readonly string[];
  readonly [operator: string]: ConditionValue | undefined;
}

/**
 * What narrows a rule. A key that is left out narrows nothing; one that is there must not be undefined.
 *
 * @example { environment: "prod", secretPath: { $glob: "/payments/**" } }
 */
export interface PrivilegeConditions {
  /** Slug of the environment, such as "prod". */
  readonly environment?: string | ConditionOperators;
  /** Folder of the secrets. */
  readonly secretPath?: string | ConditionOperators;
  /** Name of the secret. API v1 cannot write it; a privilege that has it can be adopted. */
  readonly secretName?: string | ConditionOperators;
  /** Tags of the secret. API v1 cannot write them; a privilege that has them can be adopted. */
  readonly secretTags?: string | ConditionOperators;
  readonly [key: string]: ConditionValue | undefined;
}

/** Conditions as an object, as JSON text, or as a token for JSON text. */
export type ConditionsInput = PrivilegeConditions | string | IResolvable;

/** The text of the attribute `conditions` in cdk.tf.json. */
export function conditionsToTerraform(
  conditions: ConditionsInput | undefined,
): string | IResolvable | undefined {
  if (typeof conditions === "string") return literalText(conditions);
  if (conditions === undefined || Tokenization.isResolvable(conditions)) return conditions;
  const text = literalConditions(conditions);
  return text === undefined ? encoded(conditions) : literalText(text);
}

/** The same for cdk.tf, where a text that begins with a brace would be taken for an object. */
export function conditionsToHclTerraform(
  conditions: ConditionsInput | undefined,
): string | IResolvable | undefined {
  if (typeof conditions === "string") return Token.asString(new HclExpression(conditions));
  if (conditions === undefined || Tokenization.isResolvable(conditions)) return conditions;
  return encoded(conditions);
}

/** The JSON text of conditions without a token, undefined of others. */
export function literalConditions(conditions: PrivilegeConditions | string): string | undefined {
  if (holdsToken(conditions)) return undefined;
  if (typeof conditions === "string") return conditions;
  // A key without a value is refused (identity-privilege-problems.ts), and left out of what else is said about the rule.
  return printConditions(JSON.parse(JSON.stringify(conditions)) as JsonObject);
}

/** Terraform encodes the values of tokens, so that none of them can end its JSON string and go on as another condition. */
function encoded(conditions: PrivilegeConditions): string {
  return Fn.jsonencode(new HclExpression(conditions));
}
