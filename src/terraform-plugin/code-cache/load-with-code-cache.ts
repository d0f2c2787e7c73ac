import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import { privateCacheFolder } from "./private-folder";
import { readPrivateFile, writePrivateFile } from "./private-file";

type CommonJsWrapper = (
  this: unknown,
  exports: unknown,
  require: NodeJS.Require,
  module: { exports: unknown },
  filename: string,
  directory: string,
) => void;

/**
 * Loads a bundle in CommonJS as `require` does, with the code that V8 made of it in an earlier process. That code is kept in a folder of the user's
 * cache folder, in a file for each content of the bundle, version of Node.js and kind of machine. Without it, for whatever reason, loading only takes
 * longer. (The cache of Node.js itself came with version 22.)
 *
 * @param path of the bundle: ASCII text that imports nothing but modules of Node.js
 * @param cacheName of the folder
 */
export function loadWithCodeCache(path: string, cacheName: string): unknown {
  const source = readFileSync(path);
  const cacheFile = cacheFileFor(source, cacheName);
  const cachedData = cacheFile === undefined ? undefined : readPrivateFile(cacheFile);
  const script = new Script(
    // Without line breaks before the source, so that positions in stack traces are those in the file.
    `(function(exports,require,module,__filename,__dirname){${source.toString("latin1")}\n})`,
    { filename: path, ...(cachedData && { cachedData }) },
  );
  if (cacheFile !== undefined && (cachedData === undefined || script.cachedDataRejected === true)) {
    keepCodeAtExit(script, cacheFile);
  }
  const module = { exports: {} as unknown };
  const run = script.runInThisContext() as CommonJsWrapper;
  run.call(module.exports, module.exports, require, module, path, dirname(path));
  return module.exports;
}

function cacheFileFor(source: Buffer, cacheName: string): string | undefined {
  const folder = privateCacheFolder(cacheName, process.env);
  if (folder === undefined) return undefined;
  const hash = createHash("sha256").update(source).digest("hex");
  return join(folder, `${hash}-node-${process.versions.node}-${process.platform}-${process.arch}`);
}

/** At the end, because only then does V8 know which functions are needed. */
function keepCodeAtExit(script: Script, cacheFile: string): void {
  process.once("exit", () => {
    try {
      writePrivateFile(cacheFile, script.createCachedData());
    } catch {
      // The next start takes as long as this one.
    }
  });
}
