import {
  UNKNOWN,
  type Attribute,
  type Nesting,
  type ObjectValue,
  type Schema,
} from "../../../src/terraform-plugin";
import { summaries, whole, wire } from "../support/plugin-client";
import { providerOf } from "../support/resource-under-test";
import { type ServedProvider, servedProvider } from "../support/served-provider";

const nested = (nesting: Nesting): Attribute => ({
  nesting,
  optional: true,
  description: "",
  attributes: {
    name: { type: "string", required: true, description: "" },
    note: { type: "string", optional: true, description: "" },
  },
});

const schema: Schema = {
  version: 0,
  description: "",
  attributes: {
    title: { type: "string", required: true, description: "" },
    text: { type: "string", optional: true, description: "" },
    one: nested("single"),
    list: nested("list"),
    set: nested("set"),
    map: nested("map"),
  },
};

const named = { name: "a", note: null };
const nameless = { name: null, note: "b" };

let served: ServedProvider;
beforeAll(async () => (served = await servedProvider(providerOf({ schema }))));
afterAll(() => served.close());

test.each<[string, ObjectValue, string[]]>([
  ["of its own", { title: null }, ["title: Missing Value"]],
  ["of an object", { title: "t", one: nameless }, ["one.name: Missing Value"]],
  ["of an object in a list", { title: "t", list: [named, nameless] }, ["list[1].name: Missing Value"]],
  ["of an object in a map", { title: "t", map: { a: named, b: nameless } }, ['map["b"].name: Missing Value']],
  [
    "of an object in a set, where no path leads",
    { title: "t", set: [named, nameless] },
    ["set: Missing Value"],
  ],
  ["in each place", { title: null, one: nameless }, ["title: Missing Value", "one.name: Missing Value"]],
  ["as a whole object of a list", { title: "t", list: [named, null] }, ["list[1]: Missing Value"]],
])("a required value that is null is an error: %s", async (_where, config, expected) => {
  const { diagnostics } = await served.client.call("validateResourceConfig", {
    typeName: "test_thing",
    config: wire(schema, whole(schema, config)),
  });
  expect(summaries(diagnostics)).toEqual(expected);
});

test.each<[string, ObjectValue]>([
  ["what is optional", { title: "t" }],
  [
    "what is known only later",
    { title: UNKNOWN, one: UNKNOWN, list: [UNKNOWN, { name: UNKNOWN, note: null }] },
  ],
])("null is no error of %s", async (_what, config) => {
  const { diagnostics } = await served.client.call("validateResourceConfig", {
    typeName: "test_thing",
    config: wire(schema, whole(schema, config)),
  });
  expect(diagnostics).toEqual([]);
});
