import { Token } from "cdktf";

/** The keys of conditions that are there without a value, such as `environment` or `secretPath.$glob`. */
export function undefinedConditions(conditions: unknown): string[] {
  if (typeof conditions !== "object" || conditions === null || Token.isUnresolved(conditions)) return [];
  return Object.entries(conditions).flatMap(([key, value]) =>
    value === undefined ? [key] : undefinedConditions(value).map((inner) => `${key}.${inner}`),
  );
}
