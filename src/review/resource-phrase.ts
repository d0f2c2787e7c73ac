import type { ResourceName } from "./finding";
import { code, type Phrase, phrase } from "./phrase";

/** A resource by the path of its construct where that is known, for its author recognises that. */
export function resourcePhrase({ address, constructPath }: ResourceName): Phrase {
  return constructPath === undefined
    ? phrase`${code(address)}`
    : phrase`${code(constructPath)} (${code(address)})`;
}
