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

  hide(text: string): string {
    let hidden = text;
    for (const spelling of this.#spellings) hidden = hidden.replaceAll(spelling, "(hidden)");
    return hidden;
  }
}
