import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { preProcessFile } from "typescript";

/**
 * The given files and all that they import by relative paths, and so on: of a declaration file other declaration files, of a JavaScript file others
 * of JavaScript.
 *
 * @throws when an imported file is not there
 */
export function reachableFiles(entries: readonly string[]): string[] {
  const reached = new Set(entries);
  for (const file of reached) {
    // A Set gives what is added while it is walked.
    for (const imported of relativeImports(file)) reached.add(imported);
  }
  return [...reached];
}

function relativeImports(file: string): string[] {
  const { importedFiles } = preProcessFile(readFileSync(file, "utf8"), true, true);
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith("."))
    .map(({ fileName }) => resolved(file, fileName));
}

function resolved(from: string, specifier: string): string {
  const extension = from.endsWith(".d.ts") ? ".d.ts" : ".js";
  const path = join(dirname(from), specifier);
  const file = [`${path}${extension}`, join(path, `index${extension}`)].find((name) => existsSync(name));
  if (file === undefined) throw new Error(`${from} imports ${specifier}, which is not there.`);
  return file;
}
