import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Usage {
  /** User and system time of all provider processes of a command. */
  readonly cpuMilliseconds: number;
  /** Resident memory of the largest of them at its peak. */
  readonly peakMebibytes: number;
}

/** What the provider processes of Terraform commands take, by the operating system's own account at the end of each. */
export class ProviderUsage {
  readonly #directory = mkdtempSync(join(tmpdir(), "infisical-access-bench-usage-"));
  readonly #file = join(this.#directory, "usage.jsonl");

  /** To run Terraform with. */
  get variables(): Readonly<Record<string, string>> {
    const probe = join(__dirname, "usage-probe.cjs");
    return { NODE_OPTIONS: `--require ${JSON.stringify(probe)}`, BENCH_USAGE_FILE: this.#file };
  }

  /** The usage since this was asked last. */
  take(): Usage {
    const lines = readFileSync(this.#file, "utf8").trim().split("\n");
    rmSync(this.#file);
    const processes = lines.map(
      (line) => JSON.parse(line) as { cpuMicroseconds: number; peakKibibytes: number },
    );
    return {
      cpuMilliseconds: processes.reduce((sum, { cpuMicroseconds }) => sum + cpuMicroseconds / 1000, 0),
      peakMebibytes: Math.max(...processes.map(({ peakKibibytes }) => peakKibibytes / 1024)),
    };
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
