/**
 * A text of a server or a user, safe to print within one line: control characters (so ANSI sequences and line breaks), bidirectional marks, everything
 * else that is invisible, spaces but the common one, and lone surrogates are shown as `\u{…}`.
 *
 * @example escapeText("prod\u202e/yap") // "prod\\u{202e}/yap"
 */
export function escapeText(text: string): string {
  return text.replace(
    /(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** A value as JSON, safe to print within one line. */
export function quoteText(value: unknown): string {
  return escapeText(typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? String(value)));
}
