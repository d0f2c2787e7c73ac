/** Says on a terminal what is being measured, in one line that is written again and again. Elsewhere it says nothing. */
export class Progress {
  readonly #startedAt = performance.now();

  show(text: string): void {
    const seconds = Math.round((performance.now() - this.#startedAt) / 1000);
    this.#line(`${String(seconds).padStart(4)} s  ${text}`);
  }

  clear(): void {
    this.#line("");
  }

  #line(text: string): void {
    const { isTTY, columns } = process.stderr;
    if (isTTY) process.stderr.write(`\r\u001B[K${text.slice(0, columns - 1)}`);
  }
}
