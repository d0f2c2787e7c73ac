import { editDistance } from "./edit-distance";

/**
 * Which of the known words a word was probably meant to be: one that differs only in case, hyphens, underscores or `$`, or in one character when it has
 * more than three, in two when it has more than six. Undefined for a known word and for one that resembles none.
 *
 * @example misspelled("enviroment", ["environment", "secretPath"]) // "environment"
 */
export function misspelled(word: string, known: readonly string[]): string | undefined {
  if (known.includes(word)) return undefined;
  return known.find((candidate) => {
    const [meant, written] = [plain(candidate), plain(word)];
    return editDistance(written, meant) <= (meant.length > 6 ? 2 : meant.length > 3 ? 1 : 0);
  });
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[-_$ ]/g, "");
}
