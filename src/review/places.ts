import { describeConditions } from "../access/describe";
import type { Conditions } from "../access/conditions";
import { normalConditions } from "../access/conditions";
import type { AccessScope } from "../access/access-scope";
import { isJsonObject, type JsonObject } from "../access/json";
import { code, list, type Phrase, phrase, strongName } from "./phrase";

/** Where a rule holds: "in prod under /payments/**". */
export function placeOf(scope: AccessScope): Phrase {
  let place = places.get(scope);
  if (place === undefined) places.set(scope, (place = describePlace(scope)));
  return place;
}

/** The same scope is named in many sentences. */
const places = new WeakMap<AccessScope, Phrase>();

function describePlace({ conditions }: AccessScope): Phrase {
  const normal = normalConditions(conditions);
  if (normal === null || (isJsonObject(normal) && Object.keys(normal).length === 0))
    return phrase`everywhere`;
  if (!isJsonObject(normal)) return otherPlace(normal);
  const { environment, secretPath, ...others } = normal;
  const known = [environmentPlace(environment), pathPlace(secretPath)];
  if (known.includes(undefined) || Object.keys(others).length > 0) return otherPlace(normal);
  return joined(known.filter((part) => part !== undefined && part.length > 0) as Phrase[]);
}

function joined(parts: readonly Phrase[]): Phrase {
  return parts.flatMap((part, index) => (index === 0 ? part : phrase` ${part}`));
}

/** Already escaped by `describeConditions`. */
function otherPlace(conditions: Conditions): Phrase {
  return [{ text: describeConditions(conditions), style: "code" }];
}

/** Empty where there is no condition, undefined where it has no short words. */
function environmentPlace(environment: JsonObject[string] | undefined): Phrase | undefined {
  if (environment === undefined) return [];
  const names = typeof environment === "string" ? [environment] : operand(environment, "$in");
  if (!Array.isArray(names) || names.length === 0) return undefined;
  const texts = names.filter((name) => typeof name === "string");
  return texts.length < names.length ? undefined : phrase`in ${list(texts.map(strongName), "or")}`;
}

function pathPlace(path: JsonObject[string] | undefined): Phrase | undefined {
  if (path === undefined) return [];
  const glob = typeof path === "string" ? path : operand(path, "$glob");
  if (typeof glob !== "string") return undefined;
  return typeof path === "string" ? phrase`in folder ${code(glob)}` : phrase`under ${code(glob)}`;
}

function operand(value: JsonObject[string], operator: string): JsonObject[string] | undefined {
  return isJsonObject(value) && Object.keys(value).length === 1 ? value[operator] : undefined;
}
