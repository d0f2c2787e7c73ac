import {
  universalAuthAttributes,
  type UniversalAuthConfig,
  universalAuthFields,
} from "../access/universal-auth";
import { type ObjectValue, UNKNOWN, type Unknown, type Value } from "../terraform-plugin/value";

/** A universal auth as far as it is known: a setting may be unknown until the apply, and null on a server that does not have it. */
export type PlannedUniversalAuth = {
  readonly [Field in keyof UniversalAuthConfig]: UniversalAuthConfig[Field] | null | Unknown;
};

/** The settings in the values of an `infisicalaccess_universal_auth_config`. */
export function universalAuthOfValues(values: ObjectValue): PlannedUniversalAuth {
  const settings = universalAuthFields.map((field) => [
    field,
    settingOf(values[universalAuthAttributes[field]]),
  ]);
  return Object.fromEntries(settings) as PlannedUniversalAuth;
}

function settingOf(value: Value | undefined): Value {
  if (Array.isArray(value) && value.includes(UNKNOWN)) return UNKNOWN;
  return value ?? null;
}
