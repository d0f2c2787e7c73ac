"use strict";
// Written so that every Node.js can read it: an old one says what is missing, instead of stopping at syntax that it does not know.
if (parseInt(process.versions.node, 10) < 20) {
  // Of a provider that does not start, Terraform shows the first line of stdout and nothing of stderr.
  console.log(
    'The Terraform provider infisicalaccess needs Node.js 20 or newer, and "node" on the PATH is v' +
      process.versions.node +
      ". Install a newer one from https://nodejs.org.",
  );
  process.exitCode = 1;
} else {
  require("./handshake.cjs");
}
