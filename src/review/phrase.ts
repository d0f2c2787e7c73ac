import { escapeText, quoteText } from "../access/escape-text";

/** A piece of a sentence. Its text is safe to print in a line; a format still escapes what means something in the format. */
export interface PhrasePart {
  readonly text: string;
  /** `strong` is what a reader must not miss, `code` is text of a user or the server. */
  readonly style: "plain" | "strong" | "code";
}

export type Phrase = readonly PhrasePart[];

/**
 * A sentence or part of one, for every format. Texts that are filled in are escaped.
 *
 * @example phrase`gains ${strong("edit")} in ${code(environment)}`
 */
export function phrase(
  strings: readonly string[],
  ...values: readonly (string | PhrasePart | Phrase)[]
): Phrase {
  const parts: PhrasePart[] = [];
  for (const [index, text] of strings.entries()) {
    if (text !== "") parts.push({ text, style: "plain" });
    const value = values[index];
    if (value === undefined || value === "") continue;
    if (typeof value === "string") parts.push({ text: safe(value), style: "plain" });
    else if (isPart(value)) parts.push(value);
    else parts.push(...value);
  }
  return parts;
}

/** Words of our own that a reader must not miss. */
export function strong(text: string): PhrasePart {
  return { text: safe(text), style: "strong" };
}

/** A name from outside that a reader must not miss: an environment, an action. */
export function strongName(text: string): PhrasePart {
  return { text: word(text), style: "strong" };
}

/** Other text from outside: a path, an address. */
export function code(text: string): PhrasePart {
  return { text: word(text), style: "code" };
}

/** Most text needs no look at every character's properties. */
function safe(text: string): string {
  return /^[ -~]*$/.test(text) ? text : escapeText(text);
}

/** In quotes what could be mistaken for several words of the sentence, or for none. */
function word(text: string): string {
  return /^[^\s",;]+$/u.test(text) ? safe(text) : quoteText(text);
}

/** Lists phrases: "a", "a and b", "a, b and c". */
export function list(items: readonly (PhrasePart | Phrase)[], conjunction = "and"): Phrase {
  return items.flatMap((item, index) => {
    const separator = index === 0 ? "" : index === items.length - 1 ? ` ${conjunction} ` : ", ";
    return phrase`${separator}${item}`;
  });
}

export function plainText(parts: Phrase): string {
  return parts.map(({ text }) => text).join("");
}

function isPart(value: PhrasePart | Phrase): value is PhrasePart {
  return !Array.isArray(value);
}
