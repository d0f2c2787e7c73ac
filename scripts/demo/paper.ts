import Table from "cli-table3";
import { createColors } from "picocolors";
import type { ChangedLine } from "./stack-project";
import type { StepResult } from "./step-result";

const colours = createColors(process.stdout.isTTY === true && process.env.NO_COLOR === undefined);

/** Whether the output goes to a terminal that wants colours; Terraform is asked for them only then. */
export const isColoured = colours.isColorSupported;

export function heading(text: string): void {
  console.log(`\n${colours.bold(`━━ ${text} ${"━".repeat(Math.max(0, 94 - text.length))}`)}`);
}

export function remark(text: string): void {
  console.log(`\n${text}`);
}

export function command(text: string): void {
  console.log(`\n${colours.cyan(`$ ${text}`)}`);
}

/** Something longer that another program said or wrote. */
export function quote(text: string): void {
  console.log(indented(text));
}

/** A line of a file as it was and as it is. */
export function changedLine({ number, before, after }: ChangedLine): void {
  console.log(colours.red(`    ${String(number).padStart(3)} - ${before}`));
  console.log(colours.green(`    ${String(number).padStart(3)} + ${after}`));
}

export function faint(text: string): void {
  console.log(colours.dim(indented(text)));
}

/** The table at the end: each step with its requests and seconds, and below it what was checked there. */
export function resultTable(results: readonly StepResult[]): void {
  const table = new Table({
    head: ["", "check", "requests", "seconds"],
    colAligns: ["left", "left", "right", "right"],
    style: isColoured ? { head: ["bold"], border: ["dim"] } : { head: [], border: [] },
  });
  results.forEach(({ title, checks, requests, seconds }, index) => {
    const holds = checks.every((check) => check.holds);
    table.push([
      [sign(holds), ...checks.map((check) => sign(check.holds))].join("\n"),
      [colours.bold(`${index + 1}. ${title}`), ...checks.map(({ claim }) => `   ${claim}`)].join("\n"),
      requests,
      seconds.toFixed(1),
    ]);
  });
  console.log(`\n${table.toString()}`);
}

function sign(holds: boolean): string {
  return holds ? colours.green("✓") : colours.red("✗");
}

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n");
}
