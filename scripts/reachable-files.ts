import { relativeImports } from "./relative-imports";

/** The given files and all that they import by relative paths, and so on. */
export function reachableFiles(entries: readonly string[]): string[] {
  const reached = new Set(entries);
  for (const file of reached) {
    // A Set gives what is added while it is walked.
    for (const imported of relativeImports(file)) reached.add(imported);
  }
  return [...reached];
}
