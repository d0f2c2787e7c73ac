import { readFileSync } from "node:fs";
import { join } from "node:path";

export const README = readFileSync(join(__dirname, "../../README.md"), "utf8");

/** The fenced blocks of README.md in a language, those that contain a text. */
export function readmeBlocks(language: string, containing = ""): string[] {
  return [...README.matchAll(/^```(\w*)\n([^]*?)^```$/gm)]
    .filter(([, name, content = ""]) => name === language && content.includes(containing))
    .map(([, , content = ""]) => content);
}
