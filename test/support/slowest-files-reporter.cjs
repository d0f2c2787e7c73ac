const { relative } = require("node:path");

const SHOWN = 10;

/** Prints, after everything else, which test files took longest. */
module.exports = class SlowestFilesReporter {
  constructor({ rootDir }) {
    this.rootDir = rootDir;
  }

  onRunComplete(_contexts, { testResults }) {
    const slowest = testResults
      .map(({ testFilePath, perfStats }) => ({
        path: testFilePath,
        seconds: (perfStats.end - perfStats.start) / 1000,
      }))
      .sort((a, b) => b.seconds - a.seconds)
      .slice(0, SHOWN);
    if (testResults.length <= 1) return;
    console.log("\nSlowest files:");
    for (const { path, seconds } of slowest) {
      console.log(`${seconds.toFixed(1).padStart(7)} s  ${relative(this.rootDir, path)}`);
    }
  }
};
