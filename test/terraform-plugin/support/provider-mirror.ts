import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { arch, platform } from "node:os";
import { join } from "node:path";

const goArchitectures: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64" };

/** Lays a bundled provider into `directory`, where Terraform looks for it when it is started there. */
export function installProvider(directory: string, address: string, version: string, bundle: string): void {
  const target = `${platform()}_${goArchitectures[arch()] ?? arch()}`;
  const folder = join(directory, "terraform.d/plugins", address, version, target);
  mkdirSync(folder, { recursive: true });
  copyFileSync(bundle, join(folder, "provider.cjs"));
  const launcher = `#!/bin/sh\nexec "${process.execPath}" "$(dirname "$0")/provider.cjs"\n`;
  writeFileSync(join(folder, `terraform-provider-${address.split("/").pop() ?? ""}`), launcher, {
    mode: 0o755,
  });
}
