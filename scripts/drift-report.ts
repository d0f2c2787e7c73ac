/**
 * Shows what the provider detects: changes access outside of Terraform in every way that the tests know, on both releases of the server, and prints
 * what the real terraform plans and repairs. Ends with status 1 when a row does not turn out as it should.
 */
import colors from "picocolors";
import { type ReleaseName, releaseNames } from "../src/simulator/release/release";
import { runMutationMatrix } from "../test/drift/mutation-matrix";
import { runRefusalMatrix } from "../test/drift/refusal-matrix";
import type { RowResult } from "../test/drift/row-result";
import { runSpellingMatrix } from "../test/drift/spelling-matrix";
import { useOwnTemporaryFolder } from "../test/support/own-temporary-folder";

interface Section {
  readonly heading: string;
  readonly explanation: string;
  /** Completes "n of n rows". */
  readonly verdict: string;
  run(release: ReleaseName): Promise<RowResult[]>;
}

const sections: readonly Section[] = [
  {
    heading: "Changes outside of Terraform",
    explanation:
      "Each row is made on the server after an apply. ✓: the next plan shows it at these attributes and nowhere else, and the apply\nafter it repairs it, or ends with the error named where the server refuses that; then the plan is empty. –: the row can't come about on that server.\nhidden: API v1 doesn't show it (see Scope).",
    verdict: "found",
    run: runMutationMatrix,
  },
  {
    heading: "Changes after which nothing true can be planned",
    explanation: "✓: the plan ends with this error, and nothing is dropped from state.",
    verdict: "reported",
    run: runRefusalMatrix,
  },
  {
    heading: "Other spellings of the same",
    explanation:
      "Each row says the same otherwise, in the configuration or on the server. ✓: the plan is empty.",
    verdict: "without a false alarm",
    run: runSpellingMatrix,
  },
];

const SCOPE = `No drift in what API v1 shows.

A server of 2026 hides rules on secret-imports, secret-folders and dynamic-secrets from API v1. What somebody changes in these shows neither here
nor in any plan; Infisical's web page shows it.`;

async function report(): Promise<boolean> {
  let isGood = true;
  for (const section of sections) {
    const results = new Map<ReleaseName, RowResult[]>();
    for (const release of releaseNames) results.set(release, await section.run(release));
    print(section, results);
    isGood &&= [...results.values()].flat().every(({ problems }) => problems.length === 0);
  }
  console.log(`${colors.bold("Scope")}\n${SCOPE}\n`);
  return isGood;
}

function print(
  { heading, explanation, verdict }: Section,
  results: ReadonlyMap<ReleaseName, RowResult[]>,
): void {
  console.log(`${colors.bold(heading)}\n${explanation}\n`);
  const all = [...results.values()].flat();
  const width = Math.max(...all.map(({ title }) => title.length));
  for (const subject of ["identity privilege", "universal auth"] as const) {
    const titles = new Set(all.filter((row) => row.subject === subject).map(({ title }) => title));
    if (titles.size > 0) console.log(`  ${subject.padEnd(width + 2)}${releaseNames.join("  ")}`);
    for (const title of titles) {
      const rows = releaseNames.map((release) =>
        results.get(release)?.find((row) => row.subject === subject && row.title === title),
      );
      console.log(`    ${title.padEnd(width)}${rows.map(mark).join("")}${shown(rows)}`.trimEnd());
    }
  }
  const counts = [...results].map(([release, rows]) => {
    const visible = rows.filter(({ isHidden }) => isHidden !== true);
    const good = visible.filter(({ problems }) => problems.length === 0).length;
    const hidden = rows.length - visible.length;
    return `${good} of ${visible.length} ${verdict} on ${release}${hidden === 0 ? "" : ` (${hidden} more can't be seen)`}`;
  });
  console.log(`\n  ${colors.bold(counts.join(", "))}\n`);
}

/** A column of the table: nine characters wide. */
function mark(row: RowResult | undefined): string {
  if (row === undefined) return "   –     ";
  if (row.problems.length > 0) return `   ${colors.red("✗")}     `;
  return row.isHidden === true ? "  hidden " : `   ${colors.green("✓")}     `;
}

function shown(rows: readonly (RowResult | undefined)[]): string {
  const texts = rows.flatMap((row, index) => (row === undefined ? [] : [[releaseNames[index], row.shows]]));
  const differ = new Set(texts.map(([, text]) => text)).size > 1;
  const lines = differ ? texts.map(([release, text]) => `${release}: ${text}`) : [texts[0]?.[1] ?? ""];
  const problems = rows
    .flatMap((row) => row?.problems ?? [])
    .map((problem) => `\n      ${colors.red(problem)}`);
  return lines.join(" / ") + problems.join("");
}

useOwnTemporaryFolder();
report().then((isGood) => {
  process.exitCode = isGood ? 0 : 1;
});
