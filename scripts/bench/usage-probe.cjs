// Loaded into each provider process by NODE_OPTIONS=--require: writes at its end what it took, a line for each process.
"use strict";
const { appendFileSync, readFileSync } = require("node:fs");

process.once("exit", () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage = { cpuMicroseconds: userCPUTime + systemCPUTime, peakKibibytes: peakKibibytes() };
  appendFileSync(process.env.BENCH_USAGE_FILE, `${JSON.stringify(usage)}\n`);
});

/** Not `maxRSS` of resourceUsage: on Linux that of a process begins with what Terraform had taken when it started it. */
function peakKibibytes() {
  const peak = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"));
  if (!peak) throw new Error("The kernel does not tell the peak of this process.");
  return Number(peak[1]);
}
