/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        jsc: { parser: { syntax: "typescript", decorators: true }, target: "es2022" },
        module: { type: "commonjs" },
      },
    ],
  },
  moduleNameMapper: {
    "^cdktf-infisical-access$": "<rootDir>/src/constructs/index.ts",
    "^cdktf-infisical-access/testing$": "<rootDir>/src/testing/index.ts",
  },
  globalSetup: "<rootDir>/test/support/global-setup.ts",
  setupFiles: ["<rootDir>/test/support/forget-foreign-variables.ts"],
  reporters: ["default", "<rootDir>/test/support/slowest-files-reporter.cjs"],
  // By default in the system's temporary folder, where nothing is to be left.
  cacheDirectory: "<rootDir>/node_modules/.cache/jest",
  testTimeout: 30_000,
  // Most of the time goes to Terraform, which leaves room for another on a second core.
  maxWorkers: "100%",
  // Each test file loads its modules anew, and what it had loaded stays in memory for long.
  workerIdleMemoryLimit: "1GB",
};
