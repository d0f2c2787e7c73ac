import { isListValue, isObjectValue, UNKNOWN, type ObjectValue, type Value } from "../value";

/** What of a value can be stored. */
export function unknownAsNull(value: ObjectValue): ObjectValue {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, knownPart(member)]));
}

function knownPart(value: Value): Value {
  if (value === UNKNOWN) return null;
  if (isListValue(value)) return value.map(knownPart);
  return isObjectValue(value) ? unknownAsNull(value) : value;
}
