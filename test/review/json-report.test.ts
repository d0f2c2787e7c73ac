import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { jsonReport } from "../../src/review/format/json-report";
import { expectFile } from "./golden-file";

const GOLDEN = join(__dirname, "golden");

describe("the JSON of a review", () => {
  test("is described by the schema in the documentation", () => {
    const schema = z.toJSONSchema(jsonReport, { target: "draft-2020-12" });
    expectFile(join(__dirname, "../../docs/review.schema.json"), `${JSON.stringify(schema, null, 2)}\n`);
  });

  const reports = readdirSync(GOLDEN).filter((name) => name.endsWith(".json"));
  test.each(reports)("has the form of the schema in %s, with nothing beside it", (name) => {
    const json: unknown = JSON.parse(readFileSync(join(GOLDEN, name), "utf8"));
    expect(jsonReport.parse(json)).toEqual(json);
  });
});
