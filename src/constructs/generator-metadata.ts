import type { TerraformProviderGeneratorMetadata } from "cdktf";
import { builtProviderVersion } from "../installation/provider-package";

/**
 * What cdktf notes of every resource about its provider. The version is that of the provider that the synthesis lays into the stack's
 * folder, exactly.
 *
 * @throws when there is no built provider
 */
export function generatorMetadata(): TerraformProviderGeneratorMetadata {
  const version = builtProviderVersion();
  return { providerName: "infisicalaccess", providerVersion: version, providerVersionConstraint: version };
}
