import Table from "cli-table3";
import { createColors } from "picocolors";
import type { Results } from "./results";
import { describeGoal, isMet, type Row } from "./row";

const HEAD = ["measure", "median", "min", "max", "runs", "goal", ""];

/** For the terminal. */
export function printedTable({ measures }: Results): string {
  const colours = createColors(process.stdout.isTTY === true && process.env.NO_COLOR === undefined);
  const table = new Table({
    head: HEAD,
    colAligns: ["left", "right", "right", "right", "right", "right", "left"],
    style: { head: [], border: [], compact: true },
  });
  for (const { title, rows } of measures) {
    table.push([{ colSpan: HEAD.length, content: colours.bold(title) }]);
    for (const row of rows) {
      const sign = signOf(row);
      table.push([...cells(row), sign === "✗" ? colours.red(sign) : colours.green(sign)]);
    }
  }
  return table.toString();
}

/** For README.md and docs/performance.md. */
export function markdownTable(rows: readonly Row[]): string {
  const line = (cellsOfLine: readonly string[]): string => `| ${cellsOfLine.join(" | ")} |`;
  return [
    line(HEAD),
    "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
    ...rows.map((row) => line([...cells(row), signOf(row)])),
  ].join("\n");
}

function cells(row: Row): string[] {
  const { measure, unit, median, minimum, maximum, runs, goal } = row;
  const number = (value: number): string => value.toLocaleString("en", { maximumFractionDigits: 4 });
  return [
    measure,
    unit === "×" ? `${number(median)} ×` : `${number(median)} ${unit}`,
    number(minimum),
    number(maximum),
    String(runs),
    describeGoal(goal),
  ];
}

function signOf(row: Row): string {
  const met = isMet(row);
  return met === undefined ? "" : met ? "✓" : "✗";
}
