import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The version of the package that this source belongs to. The build replaces this module inside its bundles, where the version of a
 * development build carries a hash of its content (`0.1.0-dev.h1f2e3d4c5b`).
 */
export const PROVIDER_VERSION: string = readPackageVersion();

function readPackageVersion(): string {
  const text = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
