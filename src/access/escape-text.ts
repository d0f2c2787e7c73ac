/**
 * A text of a server or a user, safe to print within one line: control characters (so ANSI sequences and line breaks too), bidirectional and other
 * invisible format characters, separators and lone surrogates are shown as `\u{…}`.
 *
 * @example escapeText("prod\u202e/yap") // "prod\\u{202e}/yap"
 */
export function escapeText(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
