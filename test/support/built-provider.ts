import { LAUNCHER, providerFiles } from "../../scripts/provider-files";
import { PROVIDER_ADDRESS } from "../../src/provider/address";
import type { ProviderPackage } from "../../src/installation/provider-package";

const VERSION = "0.0.1";

let built: Promise<ProviderPackage> | undefined;

/** The provider as `npm run build` makes it, of the source as it is now. */
export function builtProvider(): Promise<ProviderPackage> {
  built ??= build();
  return built;
}

async function build(): Promise<ProviderPackage> {
  const { files } = await providerFiles(VERSION);
  return { address: PROVIDER_ADDRESS, version: VERSION, launcher: LAUNCHER, files };
}
