const MAX_DEPTH = 20;

/** The secrets that the client holds, so that no text that leaves it repeats one of them, even where a server echoes it. */
export class Secrets {
  readonly #spellings = new Set<string>();

  add(secret: string): void {
    // Shorter texts occur by chance and would only make messages unreadable.
    if (secret.length < 6) return;
    this.#spellings.add(secret);
    this.#spellings.add(JSON.stringify(secret).slice(1, -1));
    this.#spellings.add(encodeURIComponent(secret));
  }

  /** The text without the secrets. Comes before any shortening, which might leave a part of one. */
  hide(text: string): string {
    let hidden = text;
    for (const spelling of this.#spellings) hidden = hidden.replaceAll(spelling, "(hidden)");
    return hidden.replace(/\bBearer \(hidden\)/gi, "(hidden)");
  }

  /** The same for every text in a value that came as JSON. What is nested deeper than anything sensible is left out. */
  hideIn(value: unknown, depth = 0): unknown {
    if (typeof value === "string") return this.hide(value);
    if (typeof value !== "object" || value === null) return value;
    if (depth > MAX_DEPTH) return "…";
    if (Array.isArray(value)) return value.map((element) => this.hideIn(element, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [this.hide(key), this.hideIn(member, depth + 1)]),
    );
  }
}
