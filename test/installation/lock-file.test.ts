import { lockedAddresses, withLockEntry } from "../../src/installation/lock-file";

const ours = {
  address: "npm.invalid/cdktf-infisical-access/infisicalaccess",
  version: "1.2.0",
  constraints: "1.2.0",
  hashes: ["h1:ccfM16Y6IqCLvnudVJbl6LH/ntGlVBGwlcawS771WMc="],
};

const OURS = `provider "npm.invalid/cdktf-infisical-access/infisicalaccess" {
  version     = "1.2.0"
  constraints = "1.2.0"
  hashes = [
    "h1:ccfM16Y6IqCLvnudVJbl6LH/ntGlVBGwlcawS771WMc=",
  ]
}
`;

const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.

`;

const ACME = `provider "acme.example/acme/acme" {
  version = "4.0.0"
  hashes = [
    "h1:aaaa}{=",
    "zh:00",
  ]
}
`;

const NULL = `provider "registry.terraform.io/hashicorp/null" {
  version     = "3.2.4"
  constraints = "~> 3.0"   # spelled by hand
  hashes = ["h1:bbbb="]
}
`;

const older = OURS.replaceAll("1.2.0", "1.1.0");
const otherConstraint = OURS.replace('constraints = "1.2.0"', 'constraints = ">= 1.0.0"');
const withMoreHashes = OURS.replace("  ]", '    "zh:0123",\n  ]');

describe("withLockEntry", () => {
  test.each([
    ["starts a file as Terraform does", "", HEADER + OURS],
    ["adds the entry behind addresses that sort before it", HEADER + ACME, `${HEADER}${ACME}\n${OURS}`],
    ["adds the entry before addresses that sort behind it", HEADER + NULL, `${HEADER}${OURS}\n${NULL}`],
    ["adds the entry between others", `${HEADER}${ACME}\n${NULL}`, `${HEADER}${ACME}\n${OURS}\n${NULL}`],
    [
      "replaces an entry of another version",
      `${HEADER}${ACME}\n${older}\n${NULL}`,
      `${HEADER}${ACME}\n${OURS}\n${NULL}`,
    ],
    ["replaces an entry of another constraint", `${otherConstraint}\n${NULL}`, `${OURS}\n${NULL}`],
    [
      "leaves an entry of this version to Terraform",
      `${withMoreHashes}\n${NULL}`,
      `${withMoreHashes}\n${NULL}`,
    ],
    [
      "changes nothing when repeated",
      `${HEADER}${ACME}\n${OURS}\n${NULL}`,
      `${HEADER}${ACME}\n${OURS}\n${NULL}`,
    ],
    [
      "keeps another provider's odd line ends",
      `${NULL.replaceAll("\n", "\r\n")}`,
      `${OURS}\n${NULL.replaceAll("\n", "\r\n")}`,
    ],
  ])("%s", (_, before, after) => {
    expect(withLockEntry(before, ours)).toBe(after);
  });

  test("writes no list of hashes when none is known", () => {
    expect(withLockEntry("", { ...ours, hashes: [] })).toBe(
      `${HEADER}provider "${ours.address}" {\n  version     = "1.2.0"\n  constraints = "1.2.0"\n}\n`,
    );
  });
});

test("lockedAddresses names the providers of a lock file", () => {
  expect(lockedAddresses(`${HEADER}${ACME}\n${NULL.replaceAll("\n", "\r\n")}`)).toEqual([
    "acme.example/acme/acme",
    "registry.terraform.io/hashicorp/null",
  ]);
});
