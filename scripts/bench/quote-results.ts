import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Results } from "./results";
import { markdownTable } from "./table";

const REPOSITORY = join(__dirname, "../..");
const QUOTATION = /(<!-- bench: (goals|all) -->\n)[^]*?(<!-- \/bench -->)/g;

/** The documents that quote results, between two comments: the figures that have a goal, or all of them. */
export const QUOTING_DOCUMENTS = ["README.md", "docs/performance.md"] as const;

/** A document with these results in the place of those that it quotes. */
export function withResults(document: string, results: Results): string {
  return document.replace(
    QUOTATION,
    (_, begin: string, which: string, end: string) =>
      `${begin}${quotation(results, which === "goals")}\n${end}`,
  );
}

export function readDocument(path: string): string {
  return readFileSync(join(REPOSITORY, path), "utf8");
}

/** Writes the results into every document that quotes them. */
export function quoteResults(results: Results): void {
  for (const path of QUOTING_DOCUMENTS) {
    writeFileSync(join(REPOSITORY, path), withResults(readDocument(path), results));
  }
}

function quotation({ date, machine, measures }: Results, goalsAlone: boolean): string {
  const { cpu, cores, platform, node, terraform } = machine;
  const rows = measures.flatMap(({ rows: all }) => all);
  return [
    `On ${date} with Node.js ${node} and Terraform ${terraform} on ${cores} cores of ${cpu}, ${platform}:`,
    "",
    markdownTable(goalsAlone ? rows.filter(({ goal }) => goal !== undefined) : rows),
  ].join("\n");
}
