import { isDeepStrictEqual } from "node:util";
import type { TerraformWorkspace } from "./terraform-workspace";

/** A warning or an error of a plan, as Terraform gives it to programs. */
export interface PlanDiagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  /** The lines of the configuration that Terraform points at, undefined when it points at none. */
  readonly code: string | undefined;
}

/**
 * What `terraform plan` complains about, whether it fails or not, each once: Terraform validates twice in one plan, before and after it configures
 * the provider.
 */
export async function planDiagnostics(workspace: TerraformWorkspace): Promise<PlanDiagnostic[]> {
  const { stdout } = await workspace.run("plan", "-json", "-input=false");
  const diagnostics = stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as JsonLine)
    .flatMap(({ diagnostic }) => (diagnostic === undefined ? [] : [diagnostic]))
    .map(({ severity, summary, detail, snippet }) => ({ severity, summary, detail, code: snippet?.code }));
  return diagnostics.filter(
    (diagnostic, index) => diagnostics.findIndex((other) => isDeepStrictEqual(other, diagnostic)) === index,
  );
}

interface JsonLine {
  readonly diagnostic?: Omit<PlanDiagnostic, "code"> & { readonly snippet?: { readonly code: string } };
}
