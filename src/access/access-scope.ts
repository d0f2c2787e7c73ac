import { type Conditions, normalConditions } from "./conditions";
import { canonicalJson, isJsonObject, type JsonValue } from "./json";

/** One thing that conditions ask of an access. A text without the field (a secret's name where no secret is named) passes only `noneOf`. */
export type FieldTest = { readonly field: string; readonly key: string } & (
  | { readonly kind: "oneOf" | "noneOf"; readonly texts: readonly string[] }
  | { readonly kind: "glob"; readonly glob: string }
  /** What this product cannot compare: only with itself. */
  | { readonly kind: "opaque" }
);

/** Where a rule holds: where every test passes; without any, everywhere in the project. */
export interface AccessScope {
  /** As they were declared. */
  readonly conditions: Conditions;
  readonly tests: readonly FieldTest[];
  /** The same text for scopes that ask for the same. */
  readonly key: string;
}

/** Fields that hold one text each (contract/api.md B2). `secretTags` holds a list, and what operators make of lists is not known. */
const TEXT_FIELDS: readonly string[] = ["environment", "secretPath", "secretName"];

export const EVERYWHERE: AccessScope = { conditions: null, tests: [], key: "" };

/** The scope of a rule with these conditions. Absent conditions and empty ones let through the same, although they differ as declarations. */
export function scopeOf(conditions: Conditions): AccessScope {
  const normal = normalConditions(conditions);
  if (normal === null) return EVERYWHERE;
  const tests = isJsonObject(normal)
    ? Object.entries(normal).flatMap(([field, value]) => testsOf(field, value))
    : [opaque("", normal)];
  const distinct = [...new Map(tests.map((test) => [test.key, test])).values()];
  return { conditions, tests: distinct, key: keyOf(distinct) };
}

/** Where two rules both hold. */
export function intersectionOf(a: AccessScope, b: AccessScope): AccessScope {
  const tests = [...new Map([...a.tests, ...b.tests].map((test) => [test.key, test])).values()];
  return { conditions: [a.conditions, b.conditions], tests, key: keyOf(tests) };
}

function testsOf(field: string, value: JsonValue): FieldTest[] {
  if (!TEXT_FIELDS.includes(field)) return [opaque(field, value)];
  if (typeof value === "string") return [texts(field, "oneOf", [value])];
  if (!isJsonObject(value)) return [opaque(field, value)];
  const operators = Object.entries(value);
  if (operators.length === 0) return [opaque(field, value)];
  return operators.map(([operator, operand]) => operatorTest(field, operator, operand));
}

function operatorTest(field: string, operator: string, operand: JsonValue): FieldTest {
  if (operator === "$eq" && typeof operand === "string") return texts(field, "oneOf", [operand]);
  if (operator === "$ne" && typeof operand === "string") return texts(field, "noneOf", [operand]);
  if (operator === "$in" && Array.isArray(operand) && operand.every((member) => typeof member === "string"))
    return texts(field, "oneOf", operand);
  if (operator === "$glob" && typeof operand === "string") {
    return { field, kind: "glob", glob: operand, key: testKey(field, "glob", operand) };
  }
  return opaque(field, { [operator]: operand });
}

function texts(field: string, kind: "oneOf" | "noneOf", members: readonly string[]): FieldTest {
  return { field, kind, texts: members, key: testKey(field, kind, members) };
}

function opaque(field: string, value: JsonValue): FieldTest {
  return { field, kind: "opaque", key: testKey(field, "opaque", value) };
}

function keyOf(tests: readonly FieldTest[]): string {
  return tests
    .map(({ key }) => key)
    .sort()
    .join(" ");
}

function testKey(field: string, kind: string, operand: JsonValue): string {
  return canonicalJson([field, kind, operand]);
}
