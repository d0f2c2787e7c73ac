import type { AttributePath } from "./attribute-path";

export type Severity = "error" | "warning";

/**
 * What Terraform prints to its user.
 *
 * `summary` is a short title; `detail` says in full sentences what happened, which value, which rule, what to do. Terraform points at
 * the configuration's line when `attribute` is given, and folds warnings that share one summary.
 */
export interface Diagnostic {
  readonly severity: Severity;
  readonly summary: string;
  readonly detail: string;
  readonly attribute?: AttributePath;
}

export type DiagnosticContent = Omit<Diagnostic, "severity">;

/** Collects what one call has to say. */
export class Diagnostics {
  readonly #list: Diagnostic[] = [];

  get list(): readonly Diagnostic[] {
    return this.#list;
  }

  get hasError(): boolean {
    return this.#list.some(({ severity }) => severity === "error");
  }

  error(content: DiagnosticContent): void {
    this.#list.push({ severity: "error", ...content });
  }

  warning(content: DiagnosticContent): void {
    this.#list.push({ severity: "warning", ...content });
  }
}

/** Thrown to end a call with one error for the user. Any other exception is reported as a fault of the provider. */
export class DiagnosticError extends Error {
  constructor(
    readonly content: DiagnosticContent,
    options?: ErrorOptions,
  ) {
    super(`${content.summary}: ${content.detail}`, options);
    this.name = "DiagnosticError";
  }
}
