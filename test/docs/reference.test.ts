import { readFileSync } from "node:fs";
import { join } from "node:path";
import { referencePages } from "../../scripts/reference/reference-pages";

const pages = referencePages();

test.each([...pages.keys()])(
  "%s is what the schema gives; otherwise run npm run generate:reference",
  (path) => {
    expect(readFileSync(join(__dirname, "../..", path), "utf8")).toBe(pages.get(path));
  },
);

test("there is a page for the provider, each resource and each data source", () => {
  expect([...pages.keys()]).toEqual([
    "docs/index.md",
    "docs/resources/identity_privilege.md",
    "docs/resources/universal_auth_config.md",
    "docs/resources/identity_privileges_exclusive.md",
    "docs/data-sources/identity_privileges.md",
    "docs/data-sources/universal_auth_config.md",
  ]);
});
