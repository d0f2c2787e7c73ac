import { type ISynthesisSession, TerraformProvider, TerraformStack } from "cdktf";
import { join } from "node:path";
import { installProvider, type RequiredProvider } from "../installation/install-provider";
import { readProviderPackage } from "../installation/provider-package";

/** What cdktf looks for on every construct at the end of a synthesis; its own TerraformAsset copies files so. CDK Terrain uses the same. */
const CUSTOM_SYNTHESIS = Symbol.for("cdktf/customSynthesis");

/**
 * Has the Terraform provider laid into the folder of the construct's stack whenever that is synthesised, so that `terraform init` and every
 * command of cdktf find it there.
 */
export function installAtSynthesis(provider: TerraformProvider): void {
  const onSynthesize = ({ outdir, manifest }: ISynthesisSession): void => {
    const stack = TerraformStack.of(provider);
    const { workingDirectory } = manifest.forStack(stack);
    installProvider(readProviderPackage(), join(outdir, workingDirectory), otherProviders(provider, stack));
  };
  Object.defineProperty(provider, CUSTOM_SYNTHESIS, { value: { onSynthesize } });
}

/** The providers of a stack but this one that are required in an exact version, as generated and prebuilt ones are. */
function otherProviders(provider: TerraformProvider, stack: TerraformStack): RequiredProvider[] {
  return stack.node
    .findAll()
    .filter((construct) => TerraformProvider.isTerraformProvider(construct))
    .filter(({ terraformProviderSource }) => terraformProviderSource !== provider.terraformProviderSource)
    .flatMap(({ terraformProviderSource, terraformGeneratorMetadata }) => {
      const version = terraformGeneratorMetadata?.providerVersion ?? "";
      const isExact = /^\d+\.\d+\.\d+/.test(version);
      return terraformProviderSource !== undefined && isExact
        ? [{ address: fullAddress(terraformProviderSource), version }]
        : [];
    });
}

/** `null` and `hashicorp/null` are short for `registry.terraform.io/hashicorp/null`. */
function fullAddress(source: string): string {
  const parts = source.split("/");
  return ["registry.terraform.io", "hashicorp"]
    .slice(0, 3 - parts.length)
    .concat(parts)
    .join("/");
}
