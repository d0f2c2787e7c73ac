import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { relativeImports } from "../../scripts/relative-imports";

const REPOSITORY = join(__dirname, "../..");
const FOLDERS = ["src", "scripts", "test", "examples"];

const imports = new Map(FOLDERS.flatMap(typeScriptIn).map((file) => [file, relativeImports(file)]));

test("no file imports itself by way of others, not even for a type", () => {
  expect(imports.size).toBeGreaterThan(700);
  const circles = [...imports.keys()].flatMap((file) => circleThrough(file) ?? []);
  expect(circles).toEqual([]);
});

function typeScriptIn(folder: string): string[] {
  return readdirSync(join(REPOSITORY, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The shortest way of imports from a file back to itself, if there is one. */
function circleThrough(file: string): string | undefined {
  const ways = new Map([[file, [file]]]);
  // A Map gives what is added while it is walked.
  for (const [reached, way] of ways) {
    for (const imported of imports.get(reached) ?? []) {
      if (imported === file)
        return [...way, file].map((path) => relative(REPOSITORY, path)).join("\n  imports ");
      if (!ways.has(imported)) ways.set(imported, [...way, imported]);
    }
  }
  return undefined;
}
