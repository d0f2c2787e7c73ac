import { basename } from "node:path";
import type { ProviderPackage } from "../../src/installation/provider-package";
import { PROVIDER_ADDRESS } from "../../src/provider/address";

interface Content {
  readonly address?: string;
  readonly code?: string;
}

/** A package that Terraform installs like the built provider, without anything to run in it. */
export function providerPackage(version: string, content: Content = {}): ProviderPackage {
  const { address = PROVIDER_ADDRESS, code = `"${version}";\n` } = content;
  const launcher = `terraform-provider-${basename(address)}`;
  return {
    address,
    version,
    launcher,
    files: new Map([
      [launcher, Buffer.from("#!/bin/sh\nexit 1\n")],
      ["provider.cjs", Buffer.from(code)],
    ]),
  };
}
