// Loaded into each provider process by NODE_OPTIONS=--require: writes at its end what it took, a line for each process.
"use strict";
const { appendFileSync } = require("node:fs");

process.once("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { cpuMicroseconds: userCPUTime + systemCPUTime, peakKibibytes: maxRSS };
  appendFileSync(process.env.BENCH_USAGE_FILE, `${JSON.stringify(usage)}\n`);
});
