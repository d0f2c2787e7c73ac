import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { preProcessFile } from "typescript";

/**
 * The files that a file imports by relative paths, for their values or their types alone: of a declaration file other declaration files, of a
 * JavaScript or TypeScript file others of its kind.
 *
 * @throws when an imported file is not there
 */
export function relativeImports(file: string): string[] {
  const { importedFiles } = preProcessFile(readFileSync(file, "utf8"), true, true);
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith("."))
    .map(({ fileName }) => resolved(file, fileName));
}

function resolved(from: string, specifier: string): string {
  const [extension = ""] = /(\.d)?\.[jt]s$/.exec(from) ?? [];
  const path = join(dirname(from), specifier);
  const names = [`${path}${extension}`, join(path, `index${extension}`), path];
  const file = names.find((name) => existsSync(name));
  if (file === undefined) throw new Error(`${from} imports ${specifier}, which is not there.`);
  return file;
}
