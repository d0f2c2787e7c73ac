import { type ObjectValue, UNKNOWN, type Value } from "../../../src/terraform-plugin";

/** What a provider returns for a plan, and where that breaks Terraform's rules. */
export interface ResultCase {
  readonly name: string;
  readonly planned: ObjectValue;
  readonly result: Record<string, Value> | null;
  /** `path: what is wrong`. Empty: the result is right. */
  readonly problems: readonly string[];
  /** What Terraform gets to store; the result itself by default. */
  readonly stored?: ObjectValue | null;
}

const nothing = { id: null, name: null, size: null, tags: null, lines: null, labels: null };

export const resultCases: readonly ResultCase[] = [
  {
    name: "what was planned, with the unknown filled in",
    planned: { ...nothing, id: UNKNOWN, name: "a", tags: ["x", UNKNOWN], lines: UNKNOWN },
    result: { ...nothing, id: "1", name: "a", tags: ["y", "x"], lines: [{ text: "t", length: 1 }] },
    problems: [],
  },
  {
    name: "null for what was unknown",
    planned: { ...nothing, id: UNKNOWN },
    result: nothing,
    problems: [],
  },
  {
    name: "a set in another order, shrunk by elements that turned out to be equal",
    planned: { ...nothing, tags: [UNKNOWN, UNKNOWN, "x"] },
    result: { ...nothing, tags: ["x", "y"] },
    problems: [],
  },
  {
    name: "the same text in another Unicode form",
    planned: { ...nothing, name: "\u00e9" },
    result: { ...nothing, name: "e\u0301" },
    problems: [],
    stored: { ...nothing, name: "\u00e9" },
  },
  {
    name: "another value than planned",
    planned: { ...nothing, name: "a" },
    result: { ...nothing, name: "b" },
    problems: ["name: differs from the plan"],
  },
  {
    name: "another big number than planned",
    planned: { ...nothing, size: 9007199254740993n },
    result: { ...nothing, size: 9007199254740994n },
    problems: ["size: differs from the plan"],
  },
  {
    name: "a value where null was planned, and the reverse",
    planned: { ...nothing, name: "a" },
    result: { ...nothing, size: 1 },
    problems: [
      "name: is null, although the plan said a value",
      "size: has a value, although the plan said null",
    ],
  },
  {
    name: "a value that is still unknown",
    planned: { ...nothing, id: UNKNOWN, lines: [{ text: "a", length: UNKNOWN }], tags: UNKNOWN },
    result: { ...nothing, id: "1", lines: [{ text: "a", length: UNKNOWN }], tags: [UNKNOWN] },
    problems: ["tags: is still unknown", "lines[0].length: is still unknown"],
    stored: { ...nothing, id: "1", lines: [{ text: "a", length: null }], tags: [null] },
  },
  {
    name: "other elements of a set",
    planned: { ...nothing, tags: ["x", "y"] },
    result: { ...nothing, tags: ["x", "z"] },
    problems: ["tags: has other elements than the plan"],
  },
  {
    name: "a longer list",
    planned: { ...nothing, lines: [{ text: "a", length: 1 }] },
    result: {
      ...nothing,
      lines: [
        { text: "a", length: 1 },
        { text: "b", length: 1 },
      ],
    },
    problems: ["lines: has 2 elements, although the plan said 1"],
  },
  {
    name: "other keys of a map",
    planned: { ...nothing, labels: { a: "1", b: "2" } },
    result: { ...nothing, labels: { a: "1", c: "2" } },
    problems: ['labels["b"]: is missing, although the plan had it', 'labels["c"]: was not in the plan'],
  },
  {
    name: "an attribute of the wrong shape, one that is missing and one that does not exist",
    planned: { ...nothing, id: UNKNOWN, name: "a", size: 1 },
    result: { id: "1", name: "a", size: "large", lines: null, labels: null, colour: "red" },
    problems: [
      "size: has the wrong shape: expected a number, got a string",
      "tags: has the wrong shape: expected a set of string, got nothing: the attribute is missing",
      "colour: is not in the schema",
    ],
    stored: { ...nothing, id: "1", name: "a", size: 1 },
  },
  {
    name: "nothing",
    planned: { ...nothing, name: "a" },
    result: null,
    problems: ["is null, although the plan said a value"],
    stored: null,
  },
];
