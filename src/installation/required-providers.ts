import type { ProviderPackage } from "./provider-package";

/** The block with which a configuration in HCL asks for exactly this provider. */
export function requiredProvidersBlock({ address, version }: ProviderPackage): string {
  return `terraform {
  required_providers {
    ${address.slice(address.lastIndexOf("/") + 1)} = {
      source  = "${address}"
      version = "${version}"
    }
  }
}`;
}
