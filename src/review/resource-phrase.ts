import { escapeText } from "../access/escape-text";
import type { ResourceName } from "./finding";
import { code, type Phrase, type PhrasePart, phrase } from "./phrase";

/** A resource by the path of its construct where that is known, for its author recognises that. */
export function resourcePhrase({ address, constructPath }: ResourceName): Phrase {
  return constructPath === undefined
    ? phrase`${addressPart(address)}`
    : phrase`${code(constructPath)} (${addressPart(address)})`;
}

/** As Terraform takes it: the keys in it stand in quotes already. */
export function addressPart(address: string): PhrasePart {
  return { text: escapeText(address), style: "code" };
}
