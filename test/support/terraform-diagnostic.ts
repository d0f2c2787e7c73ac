/** A warning or error as Terraform's `-json` gives it, one by one: what people see folds warnings of one kind. */
export interface TerraformDiagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** Of the resource that it is about; undefined when it is about none. */
  readonly address?: string;
  /** The lines of the configuration that Terraform points at; undefined when it points at none. */
  readonly snippet?: { readonly code: string };
}

/** The diagnostics in what a command printed with `-json`. */
export function readDiagnostics(output: string): TerraformDiagnostic[] {
  return output
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as { readonly diagnostic?: TerraformDiagnostic })
    .flatMap(({ diagnostic }) => diagnostic ?? []);
}
