/** Writes the reference pages of docs/ anew: from the provider's schema, and from the doc comments of the constructs. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { constructsPage } from "./reference/constructs-page";
import { referencePages } from "./reference/reference-pages";

for (const [path, text] of [...referencePages(), ["docs/constructs.md", constructsPage()] as const]) {
  const file = join(__dirname, "..", path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
