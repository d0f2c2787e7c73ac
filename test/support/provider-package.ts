import type { ProviderPackage } from "../../src/installation/provider-package";
import { PROVIDER_ADDRESS } from "../../src/provider/address";

/** A package that Terraform installs like the built provider, without anything to run in it. */
export function providerPackage(version: string, code = `"${version}";\n`): ProviderPackage {
  return {
    address: PROVIDER_ADDRESS,
    version,
    launcher: "terraform-provider-infisicalaccess",
    files: new Map([
      ["terraform-provider-infisicalaccess", Buffer.from("#!/bin/sh\nexit 1\n")],
      ["provider.cjs", Buffer.from(code)],
    ]),
  };
}
