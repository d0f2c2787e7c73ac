import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROVIDER_ADDRESS } from "../provider/address";

/** A Terraform provider that is ready to be laid down. */
export interface ProviderPackage {
  /** Full source address: `<host>/<namespace>/<type>`. */
  readonly address: string;
  readonly version: string;
  /** Name of the file that Terraform runs. */
  readonly launcher: string;
  /** Contents by name: what is laid into a platform's directory. */
  readonly files: ReadonlyMap<string, Buffer>;
}

interface Manifest {
  readonly version: string;
  readonly launcher: string;
  readonly files: readonly string[];
}

/** Found from the sources and from dist/ alike: both lie two levels below the package's root. */
const BUILT_PROVIDER = join(__dirname, "..", "..", "dist", "provider");

/**
 * The version that the provider was built with.
 *
 * @throws when there is no built provider
 */
export function builtProviderVersion(directory: string = BUILT_PROVIDER): string {
  return readManifest(directory).version;
}

/**
 * Reads the provider of this package, as the build wrote it (scripts/build.ts).
 *
 * @throws when there is none, or when it lacks a file
 */
export function readProviderPackage(directory: string = BUILT_PROVIDER): ProviderPackage {
  const { version, launcher, files } = readManifest(directory);
  return {
    address: PROVIDER_ADDRESS,
    version,
    launcher,
    files: new Map(files.map((name) => [name, readBuiltFile(directory, name)])),
  };
}

function readManifest(directory: string): Manifest {
  return JSON.parse(readBuiltFile(directory, "manifest.json").toString("utf8")) as Manifest;
}

function readBuiltFile(directory: string, name: string): Buffer {
  try {
    return readFileSync(join(directory, name));
  } catch (cause) {
    throw new Error(
      `The Terraform provider of cdktf-infisical-access is not built: ${join(directory, name)} cannot be read. In a clone of the repository run "npm run build"; in a project install the package again.`,
      { cause },
    );
  }
}
