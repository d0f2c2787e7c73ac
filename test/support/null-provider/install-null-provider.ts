import { join } from "node:path";
import { bundle } from "../../../scripts/bundle";
import { installProvider } from "../../../src/installation/install-provider";
import type { ProviderPackage } from "../../../src/installation/provider-package";
import { NULL_PROVIDER_ADDRESS, NULL_PROVIDER_VERSION } from "./null-provider";

/** For whoever runs a stack with the stand-in. */
export const NULL_PROVIDER_NOTICE =
  "hashicorp/null is a stand-in from test/support/null-provider: the original comes from the Terraform registry.";

/** Lays the stand-in into a stack's folder, with its lock entry, so that `terraform init` needs no registry. */
export async function installNullProvider(directory: string): Promise<void> {
  installProvider(await nullProviderPackage(), directory);
}

async function nullProviderPackage(): Promise<ProviderPackage> {
  const launcher = "terraform-provider-null";
  const { code } = await bundle(join(__dirname, "main.ts"), NULL_PROVIDER_VERSION);
  return {
    address: NULL_PROVIDER_ADDRESS,
    version: NULL_PROVIDER_VERSION,
    launcher,
    files: new Map([
      [launcher, Buffer.from('#!/bin/sh\nexec node "$(dirname "$0")/provider.cjs"\n')],
      ["provider.cjs", Buffer.from(code)],
    ]),
  };
}
