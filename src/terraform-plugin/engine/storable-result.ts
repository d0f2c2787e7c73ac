import { encodableOfType } from "../codec/encodable-of-type";
import { attributeTypeOf, objectTypeOf } from "../codec/object-type";
import { ValueError } from "../codec/value-error";
import type { Schema } from "../schema";
import type { ObjectValue, Value } from "../value";
import { type Violation, resultViolations } from "./result-violations";
import { unknownAsNull } from "./unknown-as-null";

export interface StorableResult {
  readonly state: ObjectValue | null;
  /** What is wrong with the result, which is the provider's fault. */
  readonly violations: readonly Violation[];
}

/**
 * What of an apply's result Terraform can store. Whatever is not stored is lost to the user, so that a faulty result is mended rather than refused:
 * unknown values become null, and an attribute that doesn't fit its type becomes what was planned.
 */
export function storableResult(
  planned: ObjectValue,
  result: ObjectValue | null,
  schema: Schema,
): StorableResult {
  if (result === null) {
    return { state: null, violations: resultViolations(planned, null, objectTypeOf(schema.attributes)) };
  }
  const mended: Record<string, Value> = {};
  const misfits: Violation[] = [];
  for (const [name, attribute] of Object.entries(schema.attributes)) {
    const value = result[name];
    try {
      encodableOfType(value, attributeTypeOf(attribute), [name]);
      mended[name] = value ?? null;
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      misfits.push({ path: error.path, problem: `has the wrong shape: ${error.problem}` });
      mended[name] = planned[name] ?? null;
    }
  }
  for (const name of Object.keys(result)) {
    if (!Object.hasOwn(schema.attributes, name))
      misfits.push({ path: [name], problem: "is not in the schema" });
  }
  return {
    state: unknownAsNull(mended),
    violations:
      misfits.length > 0 ? misfits : resultViolations(planned, mended, objectTypeOf(schema.attributes)),
  };
}
