import { escapeText } from "../access/escape-text";
import type { Finding } from "./finding";
import type { Identity } from "./identity";
import { type PhrasePart, plainText } from "./phrase";
import type { Review } from "./review";
import { onServerText } from "./server";

/** The name of an identity, which stands by itself and needs no quotes. */
export function namePhrase({ name }: Identity): PhrasePart {
  return { text: escapeText(name), style: "code" };
}

/**
 * A finding in one sentence of plain text: "deploy-bot (project payments) gains edit on secrets in prod permanently". The server is named in a review of
 * several.
 */
export function sentenceOf(
  { identity, project, predicate, server }: Finding,
  { isOfSeveralServers }: Pick<Review, "isOfSeveralServers">,
): string {
  const place = [
    ...(project === null ? [] : [`project ${escapeText(project)}`]),
    ...(isOfSeveralServers ? [onServerText(server)] : []),
  ];
  const where = place.length === 0 ? "" : ` (${place.join(" ")})`;
  return `${namePhrase(identity).text}${where} ${plainText(predicate)}`;
}
