import { escapeText } from "../access/escape-text";
import type { Finding } from "./finding";
import { plainText } from "./phrase";

/** A finding in one sentence of plain text: "deploy-bot gains edit on secrets in prod, in project payments". */
export function sentenceOf({ identity, project, predicate }: Finding): string {
  const where = project === null ? "" : ` (project ${escapeText(project)})`;
  return `${escapeText(identity.name)}${where} ${plainText(predicate)}`;
}
