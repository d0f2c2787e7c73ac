import { type ISynthesisSession, type TerraformProvider, TerraformStack } from "cdktf";
import { join } from "node:path";
import { installProvider } from "../installation/install-provider";
import { readProviderPackage } from "../installation/provider-package";

/** What cdktf looks for on every construct at the end of a synthesis; its own TerraformAsset copies files so. CDK Terrain uses the same. */
const CUSTOM_SYNTHESIS = Symbol.for("cdktf/customSynthesis");

/**
 * Has the Terraform provider laid into the folder of the construct's stack whenever that is synthesised, so that `terraform init` and every
 * command of cdktf find it there.
 */
export function installAtSynthesis(provider: TerraformProvider): void {
  const onSynthesize = ({ outdir, manifest }: ISynthesisSession): void => {
    const { workingDirectory } = manifest.forStack(TerraformStack.of(provider));
    installProvider(readProviderPackage(), join(outdir, workingDirectory));
  };
  Object.defineProperty(provider, CUSTOM_SYNTHESIS, { value: { onSynthesize } });
}
