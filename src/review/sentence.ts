import { escapeText } from "../access/escape-text";
import type { Finding } from "./finding";
import type { Identity } from "./identity";
import { type PhrasePart, plainText } from "./phrase";

/** The name of an identity, which stands by itself and needs no quotes. */
export function namePhrase({ name }: Identity): PhrasePart {
  return { text: escapeText(name), style: "code" };
}

/** A finding in one sentence of plain text: "deploy-bot (project payments) gains edit on secrets in prod permanently". */
export function sentenceOf({ identity, project, predicate }: Finding): string {
  const where = project === null ? "" : ` (project ${escapeText(project)})`;
  return `${namePhrase(identity).text}${where} ${plainText(predicate)}`;
}
