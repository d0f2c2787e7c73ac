import type { AttributePath } from "../attribute-path";
import { canonicalValue, valuesEqual } from "../codec/values-equal";
import type { AttributeType } from "../schema";
import { unknownParts } from "./unknown-parts";
import { isListValue, isObjectValue, isWhollyKnown, UNKNOWN, type Value } from "../value";

export interface Violation {
  readonly path: AttributePath;
  /** Completes "after the apply, the attribute …". Values stay out of it: they may be sensitive. */
  readonly problem: string;
}

/**
 * Where the result of an apply breaks Terraform's rules (internal/plans/objchange/compatible.go): nothing may be unknown, and what the plan
 * knew must have come true.
 */
export function resultViolations(
  planned: Value,
  result: Value,
  type: AttributeType,
  path: AttributePath = [],
): Violation[] {
  if (result === UNKNOWN) return [unknownHere(path)];
  if (planned === UNKNOWN) return unknownParts(result, type, path).map(unknownHere);
  if (planned === null && result === null) return [];
  if (planned === null) return [{ path, problem: "has a value, although the plan said null" }];
  if (result === null) return [{ path, problem: "is null, although the plan said a value" }];
  if (typeof type === "string") {
    return valuesEqual(planned, result, type) ? [] : [{ path, problem: "differs from the plan" }];
  }
  if ("set" in type) return setViolations(planned, result, type.set, path);
  if ("list" in type && isListValue(planned) && isListValue(result)) {
    if (planned.length !== result.length) {
      return [{ path, problem: `has ${result.length} elements, although the plan said ${planned.length}` }];
    }
    return planned.flatMap((element, index) =>
      resultViolations(element, result[index] ?? null, type.list, [...path, index]),
    );
  }
  if ("map" in type && isObjectValue(planned) && isObjectValue(result)) {
    const keys = new Set([...Object.keys(planned), ...Object.keys(result)]);
    return [...keys].flatMap((key) => {
      if (!Object.hasOwn(result, key))
        return [{ path: [...path, key], problem: "is missing, although the plan had it" }];
      if (!Object.hasOwn(planned, key)) return [{ path: [...path, key], problem: "was not in the plan" }];
      return resultViolations(planned[key] ?? null, result[key] ?? null, type.map, [...path, key]);
    });
  }
  if ("object" in type && isObjectValue(planned) && isObjectValue(result)) {
    return Object.entries(type.object).flatMap(([name, member]) =>
      resultViolations(planned[name] ?? null, result[name] ?? null, member, [...path, name]),
    );
  }
  return [{ path, problem: "has another shape than the plan" }];
}

/**
 * Each planned element needs a counterpart in the result and the reverse. Unknown ones may turn out to be equal, so that sets may shrink. Only
 * elements that are not wholly known are compared one by one: sets may be large.
 */
function setViolations(planned: Value, result: Value, type: AttributeType, path: AttributePath): Violation[] {
  if (!isListValue(planned) || !isListValue(result))
    return [{ path, problem: "has another shape than the plan" }];
  const unknown = unknownParts(result, { set: type }, path);
  if (unknown.length > 0) return unknown.map(unknownHere);
  const textOf = (element: Value): string => canonicalValue(element, type);
  const plannedTexts = new Set(planned.map(textOf));
  const resultTexts = new Set(result.map(textOf));
  const open: Value[] = planned.filter((element) => !isWhollyKnown(element));
  const fits = (expected: Value, actual: Value): boolean =>
    resultViolations(expected, actual, type).length === 0;
  const complete =
    resultTexts.size <= planned.length &&
    planned.every((expected) => !isWhollyKnown(expected) || resultTexts.has(textOf(expected))) &&
    open.every((expected) => result.some((actual) => fits(expected, actual))) &&
    result.every(
      (actual) => plannedTexts.has(textOf(actual)) || open.some((expected) => fits(expected, actual)),
    );
  return complete ? [] : [{ path, problem: "has other elements than the plan" }];
}

const unknownHere = (path: AttributePath): Violation => ({ path, problem: "is still unknown" });
