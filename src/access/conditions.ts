import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from "./json";
import { duplicateKey } from "./duplicate-key";

/**
 * The conditions of a permission rule: which environments, paths, names, tags it holds for. `null` means that the rule has none and holds everywhere,
 * which differs from `{}` (contract/api.md 7.3). Anything but an object can only come from another client; it is kept as it is.
 */
export type Conditions = JsonValue;

/**
 * Reads the text of a `conditions` attribute as a user may write it: one JSON object, no key twice.
 *
 * @example parseConditions('{"environment":"prod"}') // { value: { environment: "prod" } }
 * @returns the object, or as `problem` the end of a sentence that begins with "conditions"
 */
export function parseConditions(text: string): { value: JsonObject } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: `must hold a JSON object, but it is not JSON (${(error as Error).message})` };
  }
  if (!isJsonObject(value)) {
    const kind = value === null ? "null" : Array.isArray(value) ? "an array" : `a ${typeof value}`;
    return { problem: `must hold a JSON object such as {"environment":"prod"}, but it holds ${kind}` };
  }
  // A text that is printed again from what JSON.parse kept of it, as most of jsonencode are, has lost no key.
  const key = JSON.stringify(value) === text ? undefined : duplicateKey(text);
  if (key !== undefined)
    return { problem: `must not hold a key twice, but it holds ${JSON.stringify(key)} twice` };
  return { value };
}

/**
 * Reads the text of a `conditions` attribute from Terraform's state, where everything that a server can hold must be representable.
 * A text that is no JSON stands for itself, as a JSON string.
 */
export function readConditions(text: string | null): Conditions {
  if (text === null) return null;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

/**
 * The one text in which conditions are printed: sorted keys, no spaces. `parseConditions` reads it back.
 *
 * Terraform brings every text into Unicode's normal form C, the server none. So that a difference in form alone is not lost, text in another form is
 * printed in escapes.
 */
export function printConditions(value: JsonValue): string {
  const text = canonicalJson(value);
  return text === text.normalize() ? text : text.replace(/[^\x20-\x7e]/g, escapeCodeUnit);
}

function escapeCodeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/**
 * The one normal form of conditions. Under a field such as `environment`, `{"$eq":"x"}` becomes the bare string `"x"`, `$in` is sorted and without
 * duplicates, and `{"$in":["x"]}` becomes `"x"` (contract/api.md B2). Every other operator is kept and compared as JSON.
 *
 * @example normalConditions({ environment: { $in: ["prod", "dev", "prod"] } }) // { environment: { $in: ["dev", "prod"] } }
 */
export function normalConditions(conditions: Conditions): Conditions {
  if (!isJsonObject(conditions)) return conditions;
  return Object.fromEntries(
    Object.entries(conditions).map(([field, value]) => [
      field,
      field.startsWith("$") || !isJsonObject(value) ? value : normalField(value),
    ]),
  );
}

function normalField(operators: JsonObject): JsonValue {
  let normal = operators;
  if (Array.isArray(operators.$in)) {
    const { $in, ...others } = operators;
    const set = [...new Map(($in as JsonValue[]).map((member) => [canonicalJson(member), member]))]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, member]) => member);
    const [only] = set;
    const becomesEquality =
      set.length === 1 &&
      only !== undefined &&
      (others.$eq === undefined || canonicalJson(others.$eq) === canonicalJson(only));
    normal = becomesEquality ? { ...others, $eq: only } : { ...others, $in: set };
  }
  const isBareString = Object.keys(normal).length === 1 && typeof normal.$eq === "string";
  return isBareString ? (normal.$eq as string) : normal;
}

/** Whether two rules hold for the same environments, paths, names and tags (behaviour.md 1, conditions). */
export function sameConditions(a: Conditions, b: Conditions): boolean {
  return conditionsMeaning(a) === conditionsMeaning(b);
}

const meanings = new WeakMap<JsonObject, string>();

/** A text that is the same for conditions of the same meaning. Found once for each object: comparisons of rules ask for it again and again. */
export function conditionsMeaning(conditions: Conditions): string {
  if (!isJsonObject(conditions)) return canonicalJson(conditions);
  let meaning = meanings.get(conditions);
  if (meaning === undefined) {
    meaning = canonicalJson(normalConditions(conditions));
    meanings.set(conditions, meaning);
  }
  return meaning;
}
