import { readFileSync } from "node:fs";
import { join } from "node:path";
import { constructsPage } from "../../scripts/reference/constructs-page";
import { referencePages } from "../../scripts/reference/reference-pages";

const pages = new Map([...referencePages(), ["docs/constructs.md", constructsPage()]]);

test.each([...pages.keys()])(
  "%s is what the schema or the doc comments give; otherwise run npm run generate:reference",
  (path) => {
    expect(readFileSync(join(__dirname, "../..", path), "utf8")).toBe(pages.get(path));
  },
);

test("there is a page for the provider, each resource, each data source and the constructs", () => {
  expect([...pages.keys()]).toEqual([
    "docs/index.md",
    "docs/resources/identity_privilege.md",
    "docs/resources/universal_auth_config.md",
    "docs/resources/identity_privileges_exclusive.md",
    "docs/data-sources/identity_privileges.md",
    "docs/data-sources/universal_auth_config.md",
    "docs/constructs.md",
  ]);
});

test("every construct has an example, and everything that it is given or gives is described", () => {
  const sections = (pages.get("docs/constructs.md") ?? "").split(/^## /m).slice(1, -2);
  expect(sections.length).toBeGreaterThan(7);
  for (const section of sections) {
    expect(section).toContain("```ts");
    expect(section).not.toMatch(/^- `\S+` \(.*\)$/m);
  }
});
