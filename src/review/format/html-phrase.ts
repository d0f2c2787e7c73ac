import type { Phrase } from "../phrase";
import { escapeHtml } from "./escape-html";

/** A phrase as HTML. */
export function htmlPhrase(text: Phrase): string {
  return text
    .map(({ text: part, style }) => {
      const escaped = escapeHtml(part);
      if (style === "plain") return escaped;
      return style === "strong" ? `<strong>${escaped}</strong>` : `<code>${escaped}</code>`;
    })
    .join("");
}
