import { join } from "node:path";
import { build, type Plugin } from "esbuild";

const root = join(__dirname, "..");

export interface Bundle {
  readonly code: string;
  /** The files that went into it, relative to the repository. */
  readonly inputs: readonly string[];
}

/**
 * The JavaScript of `entry` and everything that it imports, with `version` in place of src/provider/version.ts.
 *
 * @param minify false: to be read, with the name of each file above its code
 */
export async function bundle(entry: string, version: string, minify = true): Promise<Bundle> {
  const result = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify,
    metafile: true,
    legalComments: "none",
    logLevel: "warning",
    plugins: [versionModule(version)],
  });
  const [output] = result.outputFiles;
  if (output === undefined) throw new Error(`esbuild gave no output for ${entry}.`);
  return { code: output.text, inputs: Object.keys(result.metafile.inputs) };
}

function versionModule(version: string): Plugin {
  return {
    name: "version",
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]src[\\/]provider[\\/]version\.ts$/ }, () => ({
        contents: `export const PROVIDER_VERSION = ${JSON.stringify(version)};`,
        loader: "ts",
      }));
    },
  };
}
