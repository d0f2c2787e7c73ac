const base = require("./jest.config.cjs");

/** The tests of what npm publishes: `npm run test:package`. They pack, install and compile, which takes longer than `npm test` should. */
/** @type {import("jest").Config} */
module.exports = { ...base, testMatch: ["**/test/package/*.package.ts"], testTimeout: 240_000 };
