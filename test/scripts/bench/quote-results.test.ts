import { QUOTING_DOCUMENTS, readDocument, withResults } from "../../../scripts/bench/quote-results";
import { readResults } from "../../../scripts/bench/results";

test.each(QUOTING_DOCUMENTS)("%s quotes the figures of bench/results.json", (path) => {
  const document = readDocument(path);
  expect(document).toMatch(/<!-- bench: (goals|all) -->/);
  expect(withResults(document, readResults())).toBe(document);
});
