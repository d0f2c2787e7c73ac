import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Row } from "./row";

/** What `npm run bench` found out, and where. */
export interface Results {
  /** `2026-11-22`. */
  readonly date: string;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly platform: string;
    readonly node: string;
    readonly terraform: string;
  };
  readonly measures: readonly { readonly title: string; readonly rows: readonly Row[] }[];
}

const RESULTS = join(__dirname, "../../bench/results.json");

export function readResults(): Results {
  return JSON.parse(readFileSync(RESULTS, "utf8")) as Results;
}

export function writeResults(results: Results): void {
  mkdirSync(dirname(RESULTS), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
}
