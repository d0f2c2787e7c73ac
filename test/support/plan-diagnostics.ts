import { isDeepStrictEqual } from "node:util";
import { readDiagnostics, type TerraformDiagnostic } from "./terraform-diagnostic";
import type { TerraformWorkspace } from "./terraform-workspace";

/**
 * What `terraform plan` complains about, whether it fails or not, each once: Terraform validates twice in one plan, before and after it configures
 * the provider.
 */
export async function planDiagnostics(workspace: TerraformWorkspace): Promise<TerraformDiagnostic[]> {
  const { stdout } = await workspace.run("plan", "-json", "-input=false");
  const diagnostics = readDiagnostics(stdout);
  return diagnostics.filter(
    (diagnostic, index) => diagnostics.findIndex((other) => isDeepStrictEqual(other, diagnostic)) === index,
  );
}
