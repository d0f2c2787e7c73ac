/**
 * What one connection of Terraform has set up. A launched provider serves one; in reattach mode each Terraform process, and each of the
 * provider instances that it would have launched, has its own.
 */
export class Session {
  readonly #stop = new AbortController();
  #configured: { readonly connection: unknown } | undefined;

  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  /** What the provider's `configure` returned; undefined until then. */
  get configured(): { readonly connection: unknown } | undefined {
    return this.#configured;
  }

  configure(connection: unknown): void {
    this.#configured = { connection };
  }

  stop(): void {
    this.#stop.abort();
  }
}
