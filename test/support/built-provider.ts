import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "../../scripts/bundle";
import { PROVIDER_ADDRESS } from "../../src/provider/address";
import type { ProviderPackage } from "../../src/installation/provider-package";

const VERSION = "0.0.1";
const LAUNCHER = "terraform-provider-infisicalaccess";
const source = join(__dirname, "../../src/provider");

let built: Promise<ProviderPackage> | undefined;

/** The provider as `npm run build` makes it, of the source as it is now. */
export function builtProvider(): Promise<ProviderPackage> {
  built ??= build();
  return built;
}

async function build(): Promise<ProviderPackage> {
  const { code } = await bundle(join(source, "main.ts"), VERSION);
  return {
    address: PROVIDER_ADDRESS,
    version: VERSION,
    launcher: LAUNCHER,
    files: new Map([
      [LAUNCHER, readFileSync(join(source, "launcher.sh"))],
      ["provider.cjs", Buffer.from(code)],
    ]),
  };
}
