import type { Phrase, PhrasePart } from "../phrase";

/** Text of East Asian scripts and pictographs takes two columns. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\uff01-\uff60]/u;
const MARK = /\p{Mark}/u;

/** How many columns a text takes in a terminal. */
export function columns(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let count = 0;
  for (const character of text) count += MARK.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return count;
}

/** Breaks a phrase into lines of at most `width` columns, at spaces where there are any. */
export function wrap(text: Phrase, width: number): Phrase[] {
  const fits = text.reduce((sum, part) => sum + columns(part.text), 0) <= width;
  return fits ? [text] : wrapLong(text, width);
}

function wrapLong(text: Phrase, width: number): Phrase[] {
  const lines: PhrasePart[][] = [[]];
  let used = 0;
  for (const word of words(text)) {
    const isSpace = word.length === 1 && word[0]?.text === " ";
    const needed = word.reduce((sum, part) => sum + columns(part.text), 0);
    if (used + needed > width && used > 0) {
      lines.push([]);
      used = 0;
    }
    if (isSpace && used === 0) continue;
    for (const part of word) {
      for (const piece of pieces(part.text, width, used)) {
        if (piece.startsNewLine) {
          lines.push([]);
          used = 0;
        }
        lines.at(-1)?.push({ ...part, text: piece.text });
        used += columns(piece.text);
      }
    }
  }
  return lines.map((line) => merged(withoutTrailingSpace(line))).filter((line) => line.length > 0);
}

/** Runs without a space, which can reach over parts, and the spaces between them. */
function words(text: Phrase): PhrasePart[][] {
  const found: PhrasePart[][] = [];
  let isOpen = false;
  for (const part of text) {
    for (const piece of part.text.split(/( )/)) {
      if (piece === "") continue;
      if (piece === " ") {
        found.push([{ ...part, text: piece }]);
        isOpen = false;
      } else if (isOpen) found.at(-1)?.push({ ...part, text: piece });
      else {
        found.push([{ ...part, text: piece }]);
        isOpen = true;
      }
    }
  }
  return found;
}

/** A word that is longer than a line goes on in the next ones. */
function pieces(text: string, width: number, used: number): { text: string; startsNewLine: boolean }[] {
  const found = [{ text: "", startsNewLine: false }];
  let room = width - used;
  for (const character of text) {
    const needed = columns(character);
    if (needed > room) {
      found.push({ text: "", startsNewLine: true });
      room = width;
    }
    const last = found.at(-1);
    if (last !== undefined) last.text += character;
    room -= needed;
  }
  return found.filter((piece) => piece.text !== "");
}

function withoutTrailingSpace(line: readonly PhrasePart[]): PhrasePart[] {
  return line.at(-1)?.text === " " ? line.slice(0, -1) : [...line];
}

function merged(line: readonly PhrasePart[]): PhrasePart[] {
  const parts: PhrasePart[] = [];
  for (const part of line) {
    const last = parts.at(-1);
    if (last?.style === part.style) parts[parts.length - 1] = { ...part, text: last.text + part.text };
    else parts.push(part);
  }
  return parts;
}
