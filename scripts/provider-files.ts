import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "./bundle";

const source = join(__dirname, "../src/provider");

/** The name of the file that Terraform runs. */
export const LAUNCHER = "terraform-provider-infisicalaccess";

export interface ProviderFiles {
  /** What is laid into a platform's directory: contents by name. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** The sources and packages that went into it, relative to the repository. */
  readonly inputs: readonly string[];
}

/** Makes what Terraform runs: a launcher, a check of Node.js, a bundle for the handshake and one for all that comes after. */
export async function providerFiles(version: string): Promise<ProviderFiles> {
  const handshake = await bundle(join(source, "launch-bundle.ts"), version);
  const plugin = await bundle(join(source, "plugin.ts"), version);
  return {
    files: new Map([
      [LAUNCHER, readFileSync(join(source, "launcher.sh"))],
      ["provider.cjs", readFileSync(join(source, "provider.cjs"))],
      ["handshake.cjs", Buffer.from(handshake.code)],
      ["plugin.cjs", Buffer.from(plugin.code)],
    ]),
    inputs: [...handshake.inputs, ...plugin.inputs],
  };
}
