import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const REPOSITORY = join(__dirname, "../..");

export interface MarkdownBlock {
  /** Such as `docs/migrating.md:28`. */
  readonly place: string;
  readonly language: string;
  readonly code: string;
}

/** Every page in docs/, as a path relative to the repository. */
export function documentationPages(): string[] {
  return readdirSync(join(REPOSITORY, "docs"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
    .map(({ parentPath, name }) => relative(REPOSITORY, join(parentPath, name)))
    .sort();
}

/** The fenced blocks of a page. */
export function markdownBlocks(page: string): MarkdownBlock[] {
  const text = readFileSync(join(REPOSITORY, page), "utf8");
  return [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(({ 1: language = "", 2: code = "", index }) => ({
    place: `${page}:${text.slice(0, index).split("\n").length}`,
    language,
    code,
  }));
}
