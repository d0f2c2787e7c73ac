/**
 * How many characters must be inserted, deleted, replaced or swapped with their neighbour to turn one text into the other.
 */
export function editDistance(a: string, b: string): number {
  const rows: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  const at = (i: number, j: number) => rows[i]?.[j] ?? Math.max(i, j);
  for (let i = 0; i <= a.length; i += 1) {
    for (let j = 0; j <= b.length; j += 1) {
      const row = rows[i] as number[];
      if (i === 0 || j === 0) {
        row[j] = Math.max(i, j);
        continue;
      }
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j] as number, at(i - 2, j - 2) + 1);
    }
  }
  return at(a.length, b.length);
}

/**
 * Which of the known words a word was probably meant to be: one that differs only in case, hyphens and underscores, or by one character, or by two when
 * it is longer than six. Undefined for a known word and for one that resembles none.
 */
export function misspelled(word: string, known: readonly string[]): string | undefined {
  if (known.includes(word)) return undefined;
  const plain = (text: string) => text.toLowerCase().replace(/[-_ ]/g, "");
  return known.find((candidate) => {
    const distance = editDistance(plain(word), plain(candidate));
    return distance <= (candidate.length > 6 ? 2 : 1);
  });
}
