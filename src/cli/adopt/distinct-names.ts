/**
 * Names in a generated project. No two are the same, not even where case is overlooked, as the file systems of macOS do.
 */
export class DistinctNames {
  readonly #taken: Set<string>;

  /** @param reserved names that have another use; in lower case */
  constructor(reserved: readonly string[] = []) {
    this.#taken = new Set(reserved);
  }

  /** The name itself, or with the first number behind it that makes it new. */
  claim(name: string, separator = "-"): string {
    for (let number = 1; ; number += 1) {
      const candidate = number === 1 ? name : `${name}${separator}${number}`;
      const key = candidate.toLowerCase();
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return candidate;
    }
  }
}

/** What of a text can stand in the name of a file, a stack and a construct: lower-case letters, digits and single hyphens between them. */
export function plainName(text: string, fallback: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return name === "" ? fallback : name.slice(0, LONGEST_NAME).replace(/-$/, "");
}

/** File systems refuse names beyond 255 bytes, and the folder of a stack appears in long paths. */
const LONGEST_NAME = 100;
